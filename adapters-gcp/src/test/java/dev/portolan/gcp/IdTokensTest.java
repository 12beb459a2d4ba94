package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTokensTest {

    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"rsa\"}";
    private static final String CLAIMS = "{\"iss\":\"https://accounts.google.com\",\"aud\":\"https://me.example.com\","
            + "\"email\":\"push@proj.iam.gserviceaccount.com\",\"email_verified\":true,\"iat\":1000000,\"exp\":1003600}";
    private static final Clock NOW = Clock.fixed(Instant.ofEpochSecond(1_001_000), ZoneOffset.UTC);

    private static KeyPair rsa;
    private static KeyPair ec;
    private static String jwks;
    private static IdTokens tokens;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = SignedTokens.rsaKeys();
        KeyPairGenerator ecKeys = KeyPairGenerator.getInstance("EC");
        ecKeys.initialize(new ECGenParameterSpec("secp256r1"));
        ec = ecKeys.generateKeyPair();
        jwks = "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"rsa\",\"n\":\""
                + number(((RSAPublicKey) rsa.getPublic()).getModulus())
                + "\",\"e\":\"AQAB\"},{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"ec\",\"x\":\""
                + number(((ECPublicKey) ec.getPublic()).getW().getAffineX()) + "\",\"y\":\""
                + number(((ECPublicKey) ec.getPublic()).getW().getAffineY())
                + "\"},{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"AAAA\"}]}";
        tokens = IdTokens.ofServiceAccount(
                        TokenKeys.of(jwks.getBytes(StandardCharsets.UTF_8)),
                        "https://me.example.com",
                        "push@proj.iam.gserviceaccount.com")
                .withClock(NOW);
    }

    @Test
    void a_token_of_the_service_account_gives_its_claims() throws Exception {
        assertArrayEquals(CLAIMS.getBytes(StandardCharsets.UTF_8), tokens.verify(token(HEADER, CLAIMS)));
    }

    @Test
    void a_token_signed_on_a_curve_is_verified_on_it() throws Exception {
        String claims = CLAIMS.replace("https://accounts.google.com", "https://cloud.google.com/iap");
        IdTokens iap = IdTokens.of(
                        TokenKeys.of(jwks.getBytes(StandardCharsets.UTF_8)),
                        "https://cloud.google.com/iap",
                        "https://me.example.com")
                .withClock(NOW);
        String token = SignedTokens.token(
                "{\"alg\":\"ES256\",\"kid\":\"ec\"}", claims, "SHA256withECDSAinP1363Format", ec.getPrivate());
        assertArrayEquals(claims.getBytes(StandardCharsets.UTF_8), iap.verify(token));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://accounts.google.com | https://evil.example.com | its issuer is another",
                "\"iss\":\"https://accounts.google.com\", | '' | its issuer is another",
                "https://me.example.com | https://me.example.com/ | its audience is another",
                "\"aud\":\"https://me.example.com\" | \"aud\":[\"https://me.example.com\"] | its audience is another",
                "push@proj | other@proj | its e-mail address is another, or not verified",
                "\"email_verified\":true | \"email_verified\":\"true\" | its e-mail address is another, or not verified",
                "\"email_verified\":true | \"email_verified\":false | its e-mail address is another, or not verified",
                ",\"exp\":1003600 | '' | it has expired, or never does",
                "\"exp\":1003600 | \"exp\":1000940 | it has expired, or never does",
                "\"exp\":1003600 | \"exp\":-1 | it has expired, or never does",
                "\"iat\":1000000 | \"iat\":1001061 | it is of the future",
                "\"iat\":1000000 | \"iat\":\"later\" | it is of the future",
                "\"iat\":1000000 | \"iat\":1000000,\"nbf\":1002000 | it is of the future",
                "{ | [ | its claims are no JSON object"
            })
    void claims_that_do_not_fit_are_refused(String claim, String instead, String reason) {
        String forged = CLAIMS.replace(claim, instead);
        assertEquals(reason, refusal(() -> tokens.verify(token(HEADER, forged))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iat\":1000000,\"exp\":1000941",
                "\"iat\":1001060,\"exp\":1003600",
                "\"nbf\":1001060,\"exp\":1003600",
                "\"exp\":1003600"
            })
    void a_minute_is_forgiven_at_both_ends(String times) throws Exception {
        String claims = CLAIMS.replace("\"iat\":1000000,\"exp\":1003600", times);
        assertArrayEquals(claims.getBytes(StandardCharsets.UTF_8), tokens.verify(token(HEADER, claims)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"RS256\"} | it names no known key",
                "{\"alg\":\"RS256\",\"kid\":\"other\"} | it names no known key",
                "{\"alg\":\"HS256\",\"kid\":\"secret\"} | it names no known key",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"},\"jku\":\"https://evil.example.com\"} | it names no known key",
                "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"exp\"]} | it has critical headers, which are not understood",
                "{\"alg\":\"ES256\",\"kid\":\"ec\"} | its signature is not the key's",
                "nonsense | its header is no JSON object"
            })
    void headers_that_would_choose_another_key_are_refused(String header, String reason) {
        assertEquals(reason, refusal(() -> tokens.verify(token(header, CLAIMS))));
    }

    @Test
    void the_algorithm_is_the_keys_whatever_the_header_says() throws Exception {
        String header = "{\"alg\":\"none\",\"kid\":\"rsa\"}";
        assertArrayEquals(CLAIMS.getBytes(StandardCharsets.UTF_8), tokens.verify(token(header, CLAIMS)));
        assertEquals(
                "its signature is not the key's",
                refusal(() -> tokens.verify(SignedTokens.encoded(header) + "." + SignedTokens.encoded(CLAIMS) + ".")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "e30.e30.*", "*.e30.e30"})
    void text_that_is_no_token_is_refused(String text) {
        assertThrows(GeneralSecurityException.class, () -> tokens.verify(text));
    }

    @Test
    void a_changed_signature_is_refused() throws Exception {
        String token = token(HEADER, CLAIMS);
        String other = token(HEADER, CLAIMS.replace("1003600", "9999999"));
        String forged = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
        assertEquals("its signature is not the key's", refusal(() -> tokens.verify(forged)));
    }

    @Test
    void published_keys_are_fetched_when_one_is_not_known_and_not_again_within_a_minute() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            TokenKeys keys =
                    TokenKeys.at("http://127.0.0.1:" + server.getAddress().getPort() + "/certs");
            assertEquals(rsa.getPublic(), keys.key("rsa"));
            assertEquals(ec.getPublic(), keys.key("ec"));
            assertNull(keys.key("unknown"));
            assertEquals(1, requests.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void who_comes_while_keys_are_fetched_waits_for_them() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.countDown();
            await(mayAnswer);
            byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            TokenKeys keys =
                    TokenKeys.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Future<@Nullable PublicKey> first = callers.submit(() -> keys.key("rsa"));
            await(asked);
            Future<@Nullable PublicKey> second = callers.submit(() -> keys.key("ec"));
            assertThrows(TimeoutException.class, () -> second.get(100, TimeUnit.MILLISECONDS));
            mayAnswer.countDown();
            assertEquals(rsa.getPublic(), first.get(5, TimeUnit.SECONDS));
            assertEquals(ec.getPublic(), second.get(5, TimeUnit.SECONDS));
        } finally {
            mayAnswer.countDown();
            callers.shutdown();
            server.stop(0);
        }
    }

    @Test
    void a_key_that_cannot_be_used_does_not_make_the_others_useless() throws Exception {
        String odd =
                "{\"keys\":[{\"kid\":\"a\"},{\"kty\":\"oct\",\"kid\":\"c\",\"kid\":\"d\"},{\"kty\":\"RSA\",\"kid\":\"b\",\"n\":\"AQ\",\"e\":\"AQ\"},"
                        + jwks.substring("{\"keys\":[".length());
        TokenKeys keys = TokenKeys.of(odd.getBytes(StandardCharsets.UTF_8));
        assertEquals(rsa.getPublic(), keys.key("rsa"));
        assertNull(keys.key("a"));
        assertNull(keys.key("b"));
    }

    @Test
    void keys_are_fetched_again_after_six_hours_and_a_second_after_a_failure() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger status = new AtomicInteger(503);
        AtomicInteger asked = new AtomicInteger();
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            // As long as one may take.
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
            byte[] body = jwks.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            PublishedKeys keys = new PublishedKeys(url, nanos::get);

            assertThrows(GeneralSecurityException.class, () -> keys.key("rsa"));
            status.set(200);
            assertNull(keys.key("rsa"));
            assertEquals(1, asked.get());
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertEquals(rsa.getPublic(), keys.key("rsa"));
            status.set(503);
            nanos.addAndGet(TimeUnit.HOURS.toNanos(6) - 1);
            assertEquals(rsa.getPublic(), keys.key("rsa"));
            nanos.incrementAndGet();
            assertThrows(GeneralSecurityException.class, () -> keys.key("rsa"));
        } finally {
            server.stop(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keys_that_cannot_be_had_fail_closed() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            TokenKeys keys =
                    TokenKeys.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThrows(GeneralSecurityException.class, () -> keys.key("rsa"));
        } finally {
            server.stop(0);
        }
    }

    private static @Nullable String refusal(Executable verification) {
        return assertThrows(GeneralSecurityException.class, verification).getMessage();
    }

    private static String token(String header, String claims) throws GeneralSecurityException {
        return SignedTokens.rsaToken(header, claims, rsa);
    }

    private static String number(BigInteger number) {
        return SignedTokens.encoded(number.toByteArray());
    }
}
