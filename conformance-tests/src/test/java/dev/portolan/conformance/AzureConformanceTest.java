package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.azure.AzureAdapter;

final class AzureConformanceTest extends AdapterConformance {

    AzureConformanceTest() {
        super("azure");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        AzureAdapter adapter = AzureAdapter.standard();
        adapter = options.open().contains("cloudevents") ? adapter.openingCloudEvents() : adapter;
        return options.open().contains("eventgrid") ? adapter.openingEventGrid() : adapter;
    }
}
