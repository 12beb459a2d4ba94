package dev.portolan.conformance;

import dev.portolan.Adapter;

final class GcpConformanceTest extends AdapterConformance {

    GcpConformanceTest() {
        super("gcp");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        return Clouds.adapter("gcp", options);
    }
}
