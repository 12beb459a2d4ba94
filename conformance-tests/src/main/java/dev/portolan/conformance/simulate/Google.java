package dev.portolan.conformance.simulate;

/** Where the simulated Google resources are, and how Eventarc delivers their events. */
final class Google {

    static final String PROJECT = "portolan-demo";
    static final String HOST = "portolan-demo-uc.a.run.app";

    private static final String EVENTARC = "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)";

    private Google() {}

    /** A CloudEvent in binary mode, without what the sources differ in. */
    static RawRequest event(String type, Seed seed) {
        return RawRequest.push(HOST, EVENTARC)
                .header("From", "noreply@google.com")
                .header("ce-specversion", "1.0")
                .header("ce-id", seed.uuid("event"))
                .header("ce-type", type)
                .header("ce-time", seed.instant().toString());
    }
}
