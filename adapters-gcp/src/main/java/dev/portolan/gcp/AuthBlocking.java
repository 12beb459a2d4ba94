package dev.portolan.gcp;

import static dev.portolan.spi.Times.seconds;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * A call before a user is created or signed in: the data is the claims of its token, once that is verified.
 *
 * <p>The reply is {@code {"userRecord":{…,"updateMask":"…"}}}, or {@code {}} to let the user pass; a handler that throws
 * {@link RejectedEventException} refuses.
 *
 * @see <a href="https://cloud.google.com/identity-platform/docs/blocking-functions">Blocking functions</a>
 */
final class AuthBlocking extends Acknowledged {

    private static final String PROJECT_ISSUER = "https://securetoken.google.com/";

    private final Request request;
    private final IdTokens tokens;

    AuthBlocking(Request request, IdTokens tokens) {
        this.request = request;
        this.tokens = tokens;
    }

    @Override
    public String kind() {
        return Recognition.AUTH_BLOCKING;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CALL;
    }

    Event event(JsonNode root) {
        JsonNode token = root.at("data", "jwt");
        byte[] claims;
        try {
            claims = tokens.verify(token.string());
        } catch (GeneralSecurityException e) {
            throw token.malformed("expected a token that can be trusted: " + e.getMessage());
        }
        try (Json json = Json.read(claims)) {
            JsonNode claim = json.root();
            String tenant = claim.textOrNull("tenant_id");
            String uid = claim.textOrNull("user_record", "uid");
            Draft event = new Draft(claims, 0, 0)
                    .id(claim.text("event_id"))
                    .source(
                            "//identitytoolkit.googleapis.com/projects/",
                            project(claim),
                            tenant == null ? "" : "/tenants/" + tenant)
                    .type("google.firebase.auth.user.v1.", claim.text("event_type"))
                    .subject("users/", uid)
                    .time(seconds(claim.atOrNull("iat")))
                    .dataBytes(claims, "application/json");
            Traces.add(event, request);
            return event.event(this);
        }
    }

    private static String project(JsonNode claims) {
        String issuer = claims.text("iss");
        return issuer.startsWith(PROJECT_ISSUER) ? issuer.substring(PROJECT_ISSUER.length()) : claims.text("aud");
    }

    @Override
    public HttpResponse reply(byte[] reply) {
        return Replies.json(200, reply.length == 0 ? "{}".getBytes(StandardCharsets.US_ASCII) : reply);
    }

    @Override
    public HttpResponse answer(Outcomes outcomes) {
        if (outcomes.allDone()) {
            return reply(new byte[0]);
        }
        return outcomes.failure(0) instanceof RejectedEventException
                ? error(403, "PERMISSION_DENIED")
                : error(500, "INTERNAL");
    }

    private static HttpResponse error(int status, String code) {
        JsonWriter json = new JsonWriter(80);
        json.beginObject().name("error").beginObject();
        json.name("status").text(code).name("message").text("the function refused or failed");
        return Replies.json(status, json.endObject().endObject().toBytes());
    }
}
