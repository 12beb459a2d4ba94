package dev.portolan.conformance;

import dev.portolan.Adapter;

final class AwsConformanceTest extends AdapterConformance {

    AwsConformanceTest() {
        super("aws");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        return Clouds.adapter("aws", options);
    }
}
