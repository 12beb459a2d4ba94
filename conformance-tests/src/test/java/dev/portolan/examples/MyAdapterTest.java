package dev.portolan.examples;

import dev.portolan.Adapter;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.conformance.AdapterConformance;
import dev.portolan.conformance.Options;

final class MyAdapterTest extends AdapterConformance {

    MyAdapterTest() {
        super("aws/sqs");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        return AwsAdapter.standard();
    }
}
