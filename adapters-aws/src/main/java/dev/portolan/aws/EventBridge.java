package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * An event from an EventBridge bus: an AWS service's or the users' own.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Event structure</a>
 */
final class EventBridge extends Source<byte[]> {

    /** The row for this event: S3's and the schedules' events have their own. */
    static Source<byte[]> of(JsonNode payload) {
        String source = payload.text("source");
        if (source.equals("aws.s3")
                && isObject(payload.atOrNull("detail", "bucket"))
                && isObject(payload.atOrNull("detail", "object"))) {
            return new EventBridgeS3();
        }
        boolean clock = source.equals("aws.events") || source.equals("aws.scheduler");
        return clock && payload.text("detail-type").equals("Scheduled Event") ? new Schedule() : new EventBridge();
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }

    @Override
    public String kind() {
        return "aws:eventbridge";
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        String source = payload.text("source");
        String detailType = payload.text("detail-type");
        boolean own = !source.startsWith("aws.") || source.startsWith("aws.partner/");
        event.id(payload.text("id"))
                .source(source)
                .type(own ? detailType : serviceType(source, detailType))
                .subject(onlyResource(payload))
                .time(iso(payload.atOrNull("time")))
                .extension("account", payload.textOrNull("account"))
                .extension("region", payload.textOrNull("region"))
                .extension("detailtype", own ? null : detailType)
                .extension("replayname", payload.textOrNull("replay-name"));
        detail(payload, event);
        event.trace(ofDetail(payload, "traceparent"), ofDetail(payload, "tracestate"));
    }

    /** {@code com.amazonaws.ec2.EC2InstanceStateChangeNotification} of a service's source and detail-type. */
    static String serviceType(String source, String detailType) {
        StringBuilder type = new StringBuilder("com.amazonaws.")
                .append(source, "aws.".length(), source.length())
                .append('.');
        boolean first = true;
        for (int i = 0; i < detailType.length(); i++) {
            char c = detailType.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (letter || (c >= '0' && c <= '9')) {
                type.append(first && c >= 'a' ? (char) (c - 0x20) : c);
                first = false;
            } else {
                first = true;
            }
        }
        return type.toString();
    }

    private static @Nullable String onlyResource(JsonNode payload) {
        JsonNode resources = payload.atOrNull("resources");
        return resources != null && resources.isArray() && resources.size() == 1 ? firstResource(payload) : null;
    }

    static @Nullable String firstResource(JsonNode payload) {
        JsonNode resources = payload.atOrNull("resources");
        if (resources != null && resources.isArray()) {
            for (JsonNode resource : resources) {
                return resource.isString() ? resource.string() : null;
            }
        }
        return null;
    }

    /** The detail as data; Scheduler and some producers send it as a string. */
    static void detail(JsonNode payload, Draft event) {
        JsonNode detail = payload.atOrNull("detail");
        if (detail != null && detail.isString()) {
            event.dataText(detail, null);
        } else if (detail != null) {
            event.dataJson(detail);
        }
    }

    private static @Nullable String ofDetail(JsonNode payload, String name) {
        try {
            return payload.textOrNull("detail", name);
        } catch (MalformedPayloadException e) {
            // The detail is the producer's own: it may repeat a name where the envelope may not.
            return null;
        }
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
