package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Text;
import java.nio.charset.StandardCharsets;

/**
 * A connection, message or disconnection of an API Gateway WebSocket API; a message's body is the data.
 *
 * <p>A connection is refused unless it is answered with status 200. A reply reaches the client only through a route response.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html">WebSocket
 *     APIs</a>
 */
final class WebSocket extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:websocket";
    }

    @Override
    public Exchange exchange() {
        return Exchange.CALL;
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        JsonNode context = payload.at("requestContext");
        String message = context.textOrNull("messageId");
        String type = context.textOrNull("eventType");
        boolean isMessage = type == null ? message != null : type.equals("MESSAGE");
        String request = ApiGateway.requestIdOrNull(payload);
        event.id(isMessage && message != null ? message : request == null ? context.text("requestId") : request)
                .source(ApiGateway.source(payload, MultiValues.headersOf(payload)))
                .type("com.amazonaws.apigateway.websocket.", isMessage ? "MESSAGE" : context.text("eventType"))
                .subject(context.text("connectionId"))
                .time(millis(context.atOrNull("requestTimeEpoch")));
        if (isMessage) {
            FrontDoor.addBody(event, payload, MultiValues.headersOf(payload));
        } else {
            event.dataJson(payload);
        }
    }

    @Override
    public byte[] reply(byte[] reply) {
        JsonWriter json = new JsonWriter(64 + reply.length)
                .beginObject()
                .name("statusCode")
                .number(200)
                .name("body");
        boolean isText = Text.isUtf8(reply, 0, reply.length);
        if (isText) {
            json.text(new String(reply, StandardCharsets.UTF_8));
        } else {
            json.base64(reply).name("isBase64Encoded").bool(true);
        }
        return json.endObject().toBytes();
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        int status = outcomes.allDone() ? 200 : 500;
        return new JsonWriter(32)
                .beginObject()
                .name("statusCode")
                .number(status)
                .endObject()
                .toBytes();
    }
}
