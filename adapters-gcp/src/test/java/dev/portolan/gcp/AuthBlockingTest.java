package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.CallHandler;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Identity Platform is answered before a user is created or signed in. */
final class AuthBlockingTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String CLAIMS =
            "{\"iss\":\"https://securetoken.google.com/proj\",\"aud\":\"https://me.example.com\","
                    + "\"exp\":9999999999,\"event_id\":\"e-1\",\"event_type\":\"beforeSignIn\"}";

    private static KeyPair keys;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        keys = SignedTokens.rsaKeys();
    }

    private static Delivery<HttpResponse> call() throws GeneralSecurityException {
        String token = SignedTokens.rsaToken("{\"kid\":\"k\"}", CLAIMS, keys);
        IdTokens tokens =
                IdTokens.of(id -> keys.getPublic(), "https://securetoken.google.com/proj", "https://me.example.com");
        return GcpAdapter.standard()
                .acceptingBlockingFunctions(tokens)
                .delivery(
                        "POST",
                        "/",
                        Map.of("Content-Type", List.of("application/json"), "traceparent", List.of(TRACE)),
                        ("{\"data\":{\"jwt\":\"" + token + "\"}}").getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(Handler handler) throws GeneralSecurityException {
        HttpResponse response = call().handle(handler, Invocation.UNKNOWN);
        return response.status() + " " + response.body().utf8();
    }

    @Test
    void a_call_is_an_event_in_its_request_s_trace() throws GeneralSecurityException {
        Event event = call().events().get(0);

        assertEquals("google.firebase.auth.user.v1.beforeSignIn", event.getType());
        assertEquals("//identitytoolkit.googleapis.com/projects/proj", event.text("source"));
        assertEquals(TRACE, event.text("traceparent"));
    }

    @Test
    void a_reply_is_passed_on_and_none_lets_the_user_pass() throws GeneralSecurityException {
        CallHandler renames =
                (event, invocation) -> "{\"userRecord\":{\"displayName\":\"x\"}}".getBytes(StandardCharsets.UTF_8);
        CallHandler nothing = (event, invocation) -> new byte[0];
        EventHandler sees = (event, invocation) -> {};

        assertEquals("200 {\"userRecord\":{\"displayName\":\"x\"}}", answer(renames));
        assertEquals("200 {}", answer(nothing));
        assertEquals("200 {}", answer(sees));
    }

    @Test
    void a_rejected_user_is_denied_and_any_other_failure_is_an_error() throws GeneralSecurityException {
        EventHandler rejects = (event, invocation) -> {
            throw new RejectedEventException("no");
        };
        CallHandler fails = (event, invocation) -> {
            throw new IllegalStateException("secret");
        };

        assertEquals(
                "403 {\"error\":{\"status\":\"PERMISSION_DENIED\",\"message\":\"the function refused or failed\"}}",
                answer(rejects));
        assertEquals(
                "500 {\"error\":{\"status\":\"INTERNAL\",\"message\":\"the function refused or failed\"}}",
                answer(fails));
    }
}
