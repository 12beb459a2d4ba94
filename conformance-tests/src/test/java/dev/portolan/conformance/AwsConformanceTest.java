package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.aws.AwsAdapter;
import java.util.List;
import java.util.Set;

final class AwsConformanceTest extends AdapterConformance {

    /** Sources that the adapter has no row for yet: whoever adds the row takes its line away. */
    private static final Set<String> NOT_MAPPED = Set.of(
            "aws/activemq",
            "aws/alarm",
            "aws/alb",
            "aws/alexa",
            "aws/appsync",
            "aws/appsync-authorizer",
            "aws/authorizer",
            "aws/bedrock-agent",
            "aws/client-vpn",
            "aws/cloudevents",
            "aws/cloudformation",
            "aws/cloudfront",
            "aws/codecommit",
            "aws/codedeploy",
            "aws/codepipeline",
            "aws/cognito",
            "aws/cognito-sync",
            "aws/config",
            "aws/connect",
            "aws/destination",
            "aws/docdb",
            "aws/eventbridge",
            "aws/firehose",
            "aws/function-url",
            "aws/http-v2",
            "aws/iot-authorizer",
            "aws/iot-button",
            "aws/iot-one-click",
            "aws/iot-provisioning-hook",
            "aws/kafka",
            "aws/kinesis-analytics",
            "aws/lattice",
            "aws/lex",
            "aws/logs",
            "aws/nested",
            "aws/pipes",
            "aws/rabbitmq",
            "aws/refused",
            "aws/rest-v1",
            "aws/s3-batch",
            "aws/s3-object-lambda",
            "aws/sagemaker-labeling",
            "aws/schedule",
            "aws/secrets-rotation",
            "aws/ses",
            "aws/sns",
            "aws/transfer",
            "aws/websocket",
            "aws/widget",
            "aws/workmail");

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
