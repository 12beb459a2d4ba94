package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads our answers, which are bytes, into the classes that Lambda makes the same bytes of. */
final class AnswerReader {

    private AnswerReader() {}

    static SQSBatchResponse sqs(byte[] answer) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (String identifier : identifiers(answer)) {
            failures.add(new SQSBatchResponse.BatchItemFailure(identifier));
        }
        return new SQSBatchResponse(failures);
    }

    static StreamsEventResponse stream(byte[] answer) {
        List<StreamsEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (String identifier : identifiers(answer)) {
            failures.add(new StreamsEventResponse.BatchItemFailure(identifier));
        }
        return new StreamsEventResponse(failures);
    }

    static TimeWindowEventResponse window(byte[] answer) {
        List<TimeWindowEventResponse.BatchItemFailure> failures = new ArrayList<>();
        for (String identifier : identifiers(answer)) {
            failures.add(new TimeWindowEventResponse.BatchItemFailure(identifier));
        }
        try (Json json = Json.read(answer)) {
            return new TimeWindowEventResponse(texts(json.root().atOrNull("state")), failures);
        }
    }

    private static List<String> identifiers(byte[] answer) {
        List<String> identifiers = new ArrayList<>();
        try (Json json = Json.read(answer)) {
            for (JsonNode failure : json.root().at("batchItemFailures")) {
                identifiers.add(failure.text("itemIdentifier"));
            }
        }
        return identifiers;
    }

    static APIGatewayProxyResponseEvent restV1(byte[] answer) {
        try (Json json = Json.read(answer)) {
            JsonNode root = json.root();
            APIGatewayProxyResponseEvent response = new APIGatewayProxyResponseEvent();
            response.setStatusCode(status(root));
            response.setMultiValueHeaders(textLists(root.atOrNull("multiValueHeaders")));
            response.setBody(root.at("body").string());
            response.setIsBase64Encoded(root.at("isBase64Encoded").isTrue());
            return response;
        }
    }

    static APIGatewayV2HTTPResponse httpV2(byte[] answer) {
        try (Json json = Json.read(answer)) {
            JsonNode root = json.root();
            APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
            response.setStatusCode(status(root));
            response.setHeaders(texts(root.atOrNull("headers")));
            JsonNode cookies = root.atOrNull("cookies");
            if (cookies != null) {
                response.setCookies(textList(cookies));
            }
            response.setBody(root.at("body").string());
            response.setIsBase64Encoded(root.at("isBase64Encoded").isTrue());
            return response;
        }
    }

    static ApplicationLoadBalancerResponseEvent alb(byte[] answer) {
        try (Json json = Json.read(answer)) {
            JsonNode root = json.root();
            ApplicationLoadBalancerResponseEvent response = new ApplicationLoadBalancerResponseEvent();
            response.setStatusCode(status(root));
            response.setStatusDescription(root.text("statusDescription"));
            JsonNode headers = root.atOrNull("headers");
            if (headers == null) {
                response.setMultiValueHeaders(textLists(root.atOrNull("multiValueHeaders")));
            } else {
                response.setHeaders(texts(headers));
            }
            response.setBody(root.at("body").string());
            response.setIsBase64Encoded(root.at("isBase64Encoded").isTrue());
            return response;
        }
    }

    private static int status(JsonNode answer) {
        return Integer.parseInt(answer.at("statusCode").literal());
    }

    private static Map<String, String> texts(@Nullable JsonNode members) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (members != null) {
            for (JsonNode member : members) {
                texts.put(member.name(), member.string());
            }
        }
        return texts;
    }

    private static Map<String, List<String>> textLists(@Nullable JsonNode members) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (members != null) {
            for (JsonNode member : members) {
                lists.put(member.name(), textList(member));
            }
        }
        return lists;
    }

    private static List<String> textList(JsonNode elements) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements) {
            texts.add(element.string());
        }
        return texts;
    }
}
