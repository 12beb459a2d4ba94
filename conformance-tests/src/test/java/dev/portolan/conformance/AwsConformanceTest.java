package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.aws.AwsAdapter;
import java.util.List;
import java.util.Set;

final class AwsConformanceTest extends AdapterConformance {

    /** Sources that the adapter has no row for yet: whoever adds the row takes its line away. */
    private static final Set<String> NOT_MAPPED =
            Set.of("aws/alb", "aws/function-url", "aws/http-v2", "aws/nested", "aws/refused", "aws/rest-v1");

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
        return AwsAdapter.standard();
    }
}
