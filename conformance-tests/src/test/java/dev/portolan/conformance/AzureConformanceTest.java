package dev.portolan.conformance;

import dev.portolan.Adapter;

final class AzureConformanceTest extends AdapterConformance {

    AzureConformanceTest() {
        super("azure");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        return Clouds.adapter("azure", options);
    }
}
