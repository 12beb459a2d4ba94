package dev.portolan.conformance.simulate;

import java.time.Instant;

/** Where the simulated Google resources are, and how Google delivers what happens to them. */
final class Google {

    static final String PROJECT = "portolan-demo";
    static final String HOST = "portolan-demo-uc.a.run.app";
    static final String PUBSUB = "CloudPubSub-Google";

    private static final String EVENTARC = "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)";

    private Google() {}

    /** A CloudEvent in binary mode, without what the sources differ in. */
    static RawRequest event(String type, Seed seed) {
        return event(type, seed.uuid("event"), seed.instant());
    }

    static RawRequest event(String type, String id, Instant time) {
        return RawRequest.push(HOST, EVENTARC)
                .header("From", "noreply@google.com")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-type", type)
                .header("ce-time", time.toString());
    }

    /** What a background function of the first generation is told beside the data. */
    static Doc context(String eventType, Object resource, String id, Instant time) {
        return new Doc()
                .with("eventId", id)
                .with("timestamp", Times.milliseconds(time))
                .with("eventType", eventType)
                .with("resource", resource);
    }

    /** A call of a background function of the first generation. */
    static byte[] background(Doc envelope) {
        return RawRequest.push(HOST, "Google-Cloud-Functions")
                .body("application/json", envelope.bytes())
                .bytes();
    }

    /** What Pub/Sub pushes to an endpoint. */
    static byte[] push(Doc message) {
        return RawRequest.push(HOST, PUBSUB)
                .body("application/json", message.bytes())
                .bytes();
    }

    static String topic(String name) {
        return "projects/" + PROJECT + "/topics/" + name;
    }

    static String subscription(String name) {
        return "projects/" + PROJECT + "/subscriptions/" + name;
    }
}
