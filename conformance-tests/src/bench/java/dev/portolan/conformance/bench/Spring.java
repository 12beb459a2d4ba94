package dev.portolan.conformance.bench;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;

/** Spring Cloud Function on Lambda: its stream handler, and a function of AWS's event class that answers at once. */
final class Spring implements Variant {

    private final FunctionInvoker invoker;

    /** @param function the name of one of the functions below */
    Spring(String function) {
        System.setProperty("MAIN_CLASS", Functions.class.getName());
        System.setProperty("spring.main.banner-mode", "off");
        System.setProperty("logging.level.root", "off");
        invoker = new FunctionInvoker(function);
    }

    @Override
    public Object run(byte[] payload) throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        invoker.handleRequest(new ByteArrayInputStream(payload), answer, LambdaContext.ANY);
        return answer;
    }

    /** The application. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Functions {

        @Bean
        Function<SQSEvent, String> sqs() {
            return event -> event.getRecords().get(0).getMessageId();
        }

        @Bean
        Function<KinesisEvent, String> kinesis() {
            return event -> event.getRecords().get(0).getEventID();
        }

        @Bean
        Function<DynamodbEvent, String> dynamoDb() {
            return event -> event.getRecords().get(0).getEventID();
        }

        @Bean
        Function<S3Event, String> s3() {
            return event -> event.getRecords().get(0).getS3().getObject().getSequencer();
        }

        @Bean
        Function<APIGatewayProxyRequestEvent, String> restV1() {
            return event -> event.getRequestContext().getRequestId();
        }

        @Bean
        Function<APIGatewayV2HTTPEvent, String> httpV2() {
            return event -> event.getRequestContext().getRequestId();
        }
    }
}
