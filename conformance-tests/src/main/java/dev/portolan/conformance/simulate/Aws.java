package dev.portolan.conformance.simulate;

/** Where the simulated AWS resources are. */
final class Aws {

    static final String REGION = "eu-west-1";
    static final String ACCOUNT = "123456789012";

    private Aws() {}

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
