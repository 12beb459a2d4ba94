package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Random;
import java.util.function.Function;

/** Payloads as the platforms send them, every one another: a payload that comes again teaches the branch predictor. */
final class Payloads {

    private final Random random;

    Payloads(long seed) {
        random = new Random(seed);
    }

    byte[] sqs(int records) {
        return batch("{\"Records\":[", records, p -> p.sqsMessage(p.escaped(p.order(2))), "]}");
    }

    /** Messages whose bodies are long texts, as large as a payload may be. */
    byte[] sqsLarge(int records, int bytes) {
        return batch("{\"Records\":[", records, p -> p.sqsMessage(p.words(bytes)), "]}");
    }

    private String sqsMessage(String body) {
        return """
                {"messageId":"%s","receiptHandle":"%s","body":"%s","attributes":{"ApproximateReceiveCount":"1",\
                "SentTimestamp":"%s","SenderId":"AIDA%s","ApproximateFirstReceiveTimestamp":"%s"},"messageAttributes":{},\
                "md5OfBody":"%s","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:111122223333:orders",\
                "awsRegion":"eu-west-1"}""".formatted(uuid(), base64(120), body, millis(), digits(16), millis(), hex(32));
    }

    byte[] kinesis() {
        return batch("{\"Records\":[", 100, Payloads::kinesisRecord, "]}");
    }

    private String kinesisRecord() {
        String number = digits(56);
        return """
                {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"%s","sequenceNumber":"%s","data":"%s",\
                "approximateArrivalTimestamp":17673%s.%s},"eventSource":"aws:kinesis","eventVersion":"1.0",\
                "eventID":"shardId-000000000006:%s","eventName":"aws:kinesis:record",\
                "invokeIdentityArn":"arn:aws:iam::111122223333:role/lambda-role","awsRegion":"eu-west-1",\
                "eventSourceARN":"arn:aws:kinesis:eu-west-1:111122223333:stream/clicks"}""".formatted(uuid(), number, base64(1024), digits(5), digits(3), number);
    }

    byte[] dynamoDb() {
        return batch("{\"Records\":[", 100, Payloads::change, "]}");
    }

    private String change() {
        String keys = "\"Customer\":{\"S\":\"" + digits(6) + "\"},\"Order\":{\"S\":\"" + uuid() + "\"}";
        return """
                {"eventID":"%s","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb",\
                "awsRegion":"eu-west-1","dynamodb":{"ApproximateCreationDateTime":17673%s,"Keys":{%s},"NewImage":{%s,%s},\
                "OldImage":{%s,%s},"SequenceNumber":"%s","SizeBytes":%d,"StreamViewType":"NEW_AND_OLD_IMAGES"},\
                "eventSourceARN":"arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-02T00:48:05.899"}""".formatted(hex(32), digits(5), keys, keys, image(), keys, image(), digits(21), random.nextInt(2000));
    }

    private String image() {
        return """
                "Total":{"N":"%d"},"Note":{"S":"%s"},"Paid":{"BOOL":%b},"Tags":{"SS":["a%s","b%s"]},\
                "Lines":{"L":[{"M":{"Sku":{"S":"%s"},"Count":{"N":"%d"}}}]}""".formatted(
                        random.nextInt(100_000),
                        words(40),
                        random.nextBoolean(),
                        words(6),
                        words(6),
                        hex(8),
                        random.nextInt(10));
    }

    byte[] s3() {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",\
                "eventTime":"2026-01-02T03:04:05.678Z","eventName":"ObjectCreated:Put","userIdentity":\
                {"principalId":"AWS:AIDA%s"},"requestParameters":{"sourceIPAddress":"192.0.2.%d"},"responseElements":\
                {"x-amz-request-id":"%s","x-amz-id-2":"%s"},"s3":{"s3SchemaVersion":"1.0","configurationId":"%s",\
                "bucket":{"name":"photos","ownerIdentity":{"principalId":"A%s"},"arn":"arn:aws:s3:::photos"},\
                "object":{"key":"in/%s.jpg","size":%d,"eTag":"%s","sequencer":"00%s"}}}]}""".formatted(
                        digits(17),
                        random.nextInt(256),
                        hex(16),
                        base64(54),
                        uuid(),
                        digits(13),
                        words(12).replace(' ', '+'),
                        random.nextInt(1 << 24),
                        hex(32),
                        hex(16))
                .getBytes(UTF_8);
    }

    /** A REST API's request with a body of 10 kB, and every header twice, as the first payload version has them. */
    byte[] restV1() {
        StringBuilder single = new StringBuilder();
        StringBuilder multi = new StringBuilder();
        for (String header : headers().split("\n", -1)) {
            int colon = header.indexOf(':');
            String comma = single.isEmpty() ? "" : ",";
            single.append(comma)
                    .append('"')
                    .append(header, 0, colon)
                    .append("\":\"")
                    .append(header.substring(colon + 1))
                    .append('"');
            multi.append(comma)
                    .append('"')
                    .append(header, 0, colon)
                    .append("\":[\"")
                    .append(header.substring(colon + 1))
                    .append("\"]");
        }
        return """
                {"resource":"/{proxy+}","path":"/orders/%s","httpMethod":"POST","headers":{%s},"multiValueHeaders":{%s},\
                "queryStringParameters":{"a":"1"},"multiValueQueryStringParameters":{"a":["1"]},\
                "pathParameters":{"proxy":"orders"},"stageVariables":null,"requestContext":{"resourceId":"2gxmpl",\
                "resourcePath":"/{proxy+}","httpMethod":"POST","extendedRequestId":"%s","requestTime":"10/Mar/2026:00:03:59 +0000",\
                "path":"/prod/orders","accountId":"111122223333","protocol":"HTTP/1.1","stage":"prod","domainPrefix":"abcdefghij",\
                "requestTimeEpoch":%s,"requestId":"%s","identity":{"sourceIp":"192.0.2.%d","userAgent":"curl/8.5.0"},\
                "domainName":"abcdefghij.execute-api.eu-west-1.amazonaws.com","apiId":"abcdefghij"},"body":"%s",\
                "isBase64Encoded":false}""".formatted(
                        digits(6),
                        single,
                        multi,
                        base64(11),
                        millis(),
                        uuid(),
                        random.nextInt(256),
                        escaped(letter(10_000)))
                .getBytes(UTF_8);
    }

    /** An HTTP API's request whose JSON body holds long texts. */
    byte[] httpV2() {
        return httpV2(letter(10_000));
    }

    /** An HTTP API's request whose JSON body needs a backslash about every nine bytes. */
    byte[] httpV2Dense() {
        return httpV2(order(75));
    }

    private byte[] httpV2(String body) {
        String headers = "\"" + headers().replace(":", "\":\"").replace("\n", "\",\"") + "\"";
        return """
                {"version":"2.0","routeKey":"$default","rawPath":"/orders/%s","rawQueryString":"a=1&b=%s",\
                "cookies":["session=%s"],"headers":{%s},"queryStringParameters":{"a":"1","b":"x"},"requestContext":\
                {"accountId":"111122223333","apiId":"abcdefghij","domainName":"abcdefghij.execute-api.eu-west-1.amazonaws.com",\
                "domainPrefix":"abcdefghij","http":{"method":"POST","path":"/orders","protocol":"HTTP/1.1",\
                "sourceIp":"192.0.2.%d","userAgent":"curl/8.5.0"},"requestId":"%s","routeKey":"$default","stage":"$default",\
                "time":"12/Mar/2026:19:03:58 +0000","timeEpoch":%s},"body":"%s","isBase64Encoded":false}""".formatted(
                        digits(6),
                        words(5).trim(),
                        hex(32),
                        headers,
                        random.nextInt(256),
                        base64(11),
                        millis(),
                        escaped(body))
                .getBytes(UTF_8);
    }

    private String headers() {
        return String.join(
                "\n",
                "accept:application/json",
                "accept-encoding:gzip, deflate, br",
                "authorization:Bearer " + base64(600),
                "content-length:10240",
                "content-type:application/json",
                "host:abcdefghij.execute-api.eu-west-1.amazonaws.com",
                "user-agent:Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
                "x-amzn-trace-id:Root=1-" + hex(8) + "-" + hex(24),
                "x-forwarded-for:192.0.2." + random.nextInt(256),
                "x-forwarded-port:443",
                "x-forwarded-proto:https");
    }

    byte[] push() {
        return """
                {"message":{"attributes":{"origin":"shop","trace":"%s"},"data":"%s","messageId":"%s","message_id":"%s",\
                "publishTime":"2026-01-02T03:04:05.678Z","publish_time":"2026-01-02T03:04:05.678Z"},\
                "subscription":"projects/shop/subscriptions/orders"}""".formatted(hex(16), base64(order(5).getBytes(UTF_8)), digits(16), digits(16))
                .getBytes(UTF_8);
    }

    byte[] legacyStorage() {
        String name = words(20).trim().replace(' ', '/') + ".jpg";
        return """
                {"context":{"eventId":"%s","timestamp":"2026-01-02T03:04:05.678Z","eventType":"google.storage.object.finalize",\
                "resource":{"service":"storage.googleapis.com","name":"projects/_/buckets/photos/objects/%s","type":"storage#object"}},\
                "data":{"bucket":"photos","contentType":"image/jpeg","crc32c":"%s","etag":"%s","generation":"%s",\
                "id":"photos/%s/1","kind":"storage#object","md5Hash":"%s","mediaLink":"https://storage.example/download/%s",\
                "metageneration":"1","name":"%s","selfLink":"https://storage.example/b/photos/o/%s","size":"%d",\
                "storageClass":"STANDARD","timeCreated":"2026-01-02T03:04:05.678Z","updated":"2026-01-02T03:04:05.678Z"}}""".formatted(
                        digits(16),
                        name,
                        base64(4),
                        base64(6),
                        digits(16),
                        name,
                        base64(16),
                        hex(16),
                        name,
                        hex(16),
                        random.nextInt(1 << 24))
                .getBytes(UTF_8);
    }

    byte[] eventGrid() {
        return batch("[", 100, Payloads::eventGridEvent, "]");
    }

    private String eventGridEvent() {
        String blob = words(12).trim().replace(' ', '-') + ".png";
        return """
                {"topic":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/Photos/providers/Microsoft.Storage/storageAccounts/photos",\
                "subject":"/blobServices/default/containers/images/blobs/%s","eventType":"Microsoft.Storage.BlobCreated","id":"%s",\
                "eventTime":"2026-01-02T03:04:05.1234567Z","data":{"api":"PutBlockList","clientRequestId":"%s","requestId":"%s",\
                "eTag":"0x8D4BCC2E4835CD0","contentType":"image/png","contentLength":%d,"blobType":"BlockBlob",\
                "url":"https://photos.blob.core.windows.net/images/%s","sequencer":"%s",\
                "storageDiagnostics":{"batchId":"%s"}},"dataVersion":"","metadataVersion":"1"}""".formatted(blob, uuid(), uuid(), uuid(), random.nextInt(1 << 24), blob, hex(48), uuid());
    }

    byte[] cloudEvent() {
        return structured().getBytes(UTF_8);
    }

    byte[] cloudEvents() {
        return batch("[", 100, Payloads::structured, "]");
    }

    private String structured() {
        return """
                {"specversion":"1.0","id":"%s","source":"https://shop.example.com/orders","type":"com.example.order.placed",\
                "subject":"%s","time":"2026-01-02T03:04:05.678Z","datacontenttype":"application/json","partitionkey":"%s",\
                "data":%s}""".formatted(uuid(), digits(8), digits(6), order(3));
    }

    private byte[] batch(String open, int records, Function<Payloads, String> record, String close) {
        StringBuilder json = new StringBuilder(open);
        for (int i = 0; i < records; i++) {
            json.append(i == 0 ? "" : ",").append(record.apply(this));
        }
        return json.append(close).toString().getBytes(UTF_8);
    }

    /** A JSON document of short members: a quotation mark about every eight characters. */
    private String order(int lines) {
        StringBuilder json = new StringBuilder("{\"order\":\"").append(uuid()).append("\",\"lines\":[");
        for (int i = 0; i < lines; i++) {
            json.append(i == 0 ? "" : ",").append("""
                    {"sku":"%s","count":%d,"price":"%d","name":"%s","gift":%b}""".formatted(
                            hex(4 + random.nextInt(8)),
                            random.nextInt(100),
                            random.nextInt(10_000),
                            words(4 + random.nextInt(30)),
                            random.nextBoolean()));
        }
        return json.append("]}").toString();
    }

    /** A JSON document of long texts. */
    private String letter(int bytes) {
        StringBuilder json = new StringBuilder("{\"order\":\"").append(uuid()).append("\",\"paragraphs\":[");
        while (json.length() < bytes) {
            json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                    .append('"')
                    .append(words(100 + random.nextInt(200)))
                    .append('"');
        }
        return json.append("]}").toString();
    }

    private String escaped(String json) {
        return json.replace("\"", "\\\"");
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    private String millis() {
        return "17673" + digits(8);
    }

    private String base64(int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return base64(data);
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }

    private String hex(int length) {
        return letters(length, "0123456789abcdef");
    }

    private String digits(int length) {
        return letters(length, "123456789");
    }

    private String words(int length) {
        return letters(length, "etaoinshrdlu e t ");
    }

    private String letters(int length, String alphabet) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }
}
