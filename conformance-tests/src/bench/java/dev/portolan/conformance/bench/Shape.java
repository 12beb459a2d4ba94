package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;

/** Documents that a stranger could send to make a reader work more than its bytes are worth. */
enum Shape {
    MANY_RECORDS("many small records", size -> "{\"Records\":[" + repeat(message("x"), size / message("x").length()) + "]}"),
    ONE_LONG_TEXT("one long text", size -> "{\"Records\":[" + message("x".repeat(size)) + "]}"),
    ESCAPED_TEXT("a text of escapes", size -> "{\"Records\":[" + message("\\u0041".repeat(size / 6)) + "]}"),
    BACKSLASHES("a text of backslashes", size -> "{\"Records\":[" + message("\\\\".repeat(size / 2)) + "]}"),
    MANY_HEADERS("many headers", size -> request("\"headers\":{" + members(size) + "}")),
    MANY_COOKIES("many cookies", size -> request("\"cookies\":[" + repeat("\"a=b\"", size / 6) + "]")),
    MANY_PARAMETERS("many query parameters", size -> request("\"rawQueryString\":\"" + "a=%20&".repeat(size / 6) + "\"")),
    NAMES_ALONE("a query of names alone", size -> request("\"rawQueryString\":\"" + "a&".repeat(size / 2) + "\"")),
    DETAIL_OF_ZEROS("data of [0,0,…]", size -> event("[" + repeat("0", size / 2) + "]")),
    DETAIL_OF_MEMBERS("data of many members", size -> event("{" + members(size) + "}")),
    DETAIL_NESTED("data of arrays in arrays", size -> event("[" + repeat("[[[[0]]]]", size / 10) + "]")),
    DETAIL_NUMBER("data of one long number", size -> event("1".repeat(size))),
    IMAGE_OF_MEMBERS("a row of many columns", size -> "{\"Records\":[" + change(members(size).replace(":\"v\"", ":{\"S\":\"v\"}")) + "]}"),
    BLANKS("blanks", size -> "{\"Records\":" + " ".repeat(size) + "[" + message("x") + "]}"),
    CUT_OFF("many records, cut off", size -> "{\"Records\":[" + repeat(message("x"), size / message("x").length())),
    WRONG_RECORDS("many records without an id", size -> "{\"Records\":[" + repeat("{\"eventSource\":\"aws:sqs\"}", size / 25) + "]}"),
    TWO_KINDS("records of two kinds in turn", size -> "{\"Records\":[" + repeat("{\"s3\":{}},{\"cf\":{}}", size / 20) + "]}");

    private final String title;
    @SuppressWarnings("ImmutableEnumChecker")
    private final IntFunction<String> maker;

    Shape(String title, IntFunction<String> maker) {
        this.title = title;
        this.maker = maker;
    }

    String title() {
        return title;
    }

    byte[] document(int size) {
        return maker.apply(size).getBytes(UTF_8);
    }

    private static String repeat(String value, int times) {
        return (value + ",").repeat(Math.max(0, times - 1)) + value;
    }

    private static String members(int size) {
        StringBuilder members = new StringBuilder(size);
        for (int i = 0; members.length() < size; i++) {
            members.append(i == 0 ? "" : ",").append("\"n").append(i).append("\":\"v\"");
        }
        return members.toString();
    }

    private static String message(String body) {
        return """
                {"messageId":"m","body":"%s","attributes":{"SentTimestamp":"1767323045678"},"eventSource":"aws:sqs",\
                "eventSourceARN":"arn:aws:sqs:eu-west-1:111122223333:q"}""".formatted(body);
    }

    private static String change(String image) {
        return """
                {"eventID":"e","eventName":"INSERT","eventSource":"aws:dynamodb","dynamodb":{"Keys":{"k":{"S":"v"}},\
                "NewImage":{%s},"SequenceNumber":"1"},"eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/t/stream/1"}""".formatted(image);
    }

    private static String event(String detail) {
        return """
                {"version":"0","id":"e","detail-type":"d","source":"my.app","account":"1","time":"2026-01-02T03:04:05Z",\
                "region":"eu-west-1","resources":[],"detail":%s}""".formatted(detail);
    }

    private static String request(String member) {
        return """
                {"version":"2.0","rawPath":"/","requestContext":{"requestId":"r","domainName":"d","timeEpoch":1767323045678,\
                "http":{"method":"GET","path":"/","sourceIp":"192.0.2.1"}},%s}""".formatted(member);
    }
}
