package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import java.util.List;
import java.util.Set;

final class AwsConformanceTest extends AdapterConformance {

    /** Sources that the adapter has no row for yet: whoever adds the row takes its line away. */
    private static final Set<String> NOT_MAPPED =
            Set.of("aws/alb", "aws/function-url", "aws/http-v2", "aws/refused", "aws/rest-v1");

    AwsConformanceTest() {
        super(mapped());
    }

    private static List<Fixture> mapped() {
        List<Fixture> fixtures = Fixtures.of("aws");
        fixtures.removeIf(fixture -> NOT_MAPPED.contains(fixture.source()));
        return fixtures;
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        AwsAdapter adapter = AwsAdapter.standard();
        for (String hop : options.open()) {
            adapter = adapter.opening(Hop.named(hop));
        }
        return options.accept().contains("invoke") ? adapter.acceptingAnyJson() : adapter;
    }
}
