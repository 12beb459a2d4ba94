package dev.portolan.conformance.bench;

import com.alibaba.fastjson2.JSON;
import java.util.Map;

/** The ways to read the payloads of a case that need the libraries of the profile. */
final class Frameworks {

    private Frameworks() {}

    /** @param slow also Spring and http4k, which take seconds to start */
    static void add(Map<String, Variant> variants, Case measured, boolean slow) {
        variants.put("fastjson2", JSON::parse);
        if (!slow || !measured.isAws()) {
            return;
        }
        if (measured != Case.S3 && measured != Case.KINESIS) {
            // http4k 5.10.1.0 refuses S3's response elements ("unknown key") and Kinesis's times ("Expected a long").
            variants.put("http4k", Http4k.of(measured));
        }
        if (measured != Case.SQS_10000) {
            variants.put("spring", new Spring(springFunction(measured)));
        }
    }

    private static String springFunction(Case measured) {
        return switch (measured) {
            case KINESIS -> "kinesis";
            case DYNAMODB -> "dynamoDb";
            case S3 -> "s3";
            case REST_V1 -> "restV1";
            case HTTP_V2, HTTP_DENSE -> "httpV2";
            default -> "sqs";
        };
    }
}
