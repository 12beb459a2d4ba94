package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies identity tokens: those that Pub/Sub, Eventarc, Scheduler and Tasks send as {@code Authorization: Bearer}, of IAP,
 * and of blocking functions.
 *
 * <p>The key decides on the algorithm, never the token; issuer, audience and expiry are required. Immutable and safe for use
 * by many threads if its keys are.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions">Authentication for push
 *     subscriptions</a>
 */
public final class IdTokens {

    /** Where Google publishes the keys of the tokens that its services send. */
    public static final String GOOGLE_KEYS = "https://www.googleapis.com/oauth2/v3/certs";

    private static final Set<String> GOOGLE = Set.of("https://accounts.google.com", "accounts.google.com");
    private static final long SKEW_SECONDS = 60;

    private final TokenKeys keys;
    private final Set<String> issuers;
    private final String audience;
    private final @Nullable String email;
    private final Clock clock;

    private IdTokens(TokenKeys keys, Set<String> issuers, String audience, @Nullable String email, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.audience = audience;
        this.email = email;
        this.clock = clock;
    }

    /**
     * Tokens that a Google service sends in the name of a service account.
     *
     * @param audience the audience that was configured for the subscription, job or queue, compared whole
     * @param email the service account's address, which the token must have verified
     */
    public static IdTokens ofServiceAccount(TokenKeys keys, String audience, String email) {
        return new IdTokens(keys, GOOGLE, audience, email, Clock.systemUTC());
    }

    /** Tokens of one issuer for one audience, whoever they name: of IAP, or of a blocking function. */
    public static IdTokens of(TokenKeys keys, String issuer, String audience) {
        return new IdTokens(keys, Set.of(issuer), audience, null, Clock.systemUTC());
    }

    /** The same with another clock. */
    public IdTokens withClock(Clock clock) {
        return new IdTokens(keys, issuers, audience, email, clock);
    }

    /**
     * The claims of the token, as JSON.
     *
     * @throws GeneralSecurityException if it cannot be trusted; the message says why, without content of the token
     */
    public byte[] verify(String token) throws GeneralSecurityException {
        int headerEnd = token.indexOf('.');
        int claimsEnd = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 1 || claimsEnd < 0 || token.indexOf('.', claimsEnd + 1) >= 0) {
            throw new GeneralSecurityException("it is no signed token of three parts");
        }
        PublicKey key = key(decoded(token.substring(0, headerEnd)));
        Signature signature = key instanceof RSAPublicKey
                ? Signature.getInstance("SHA256withRSA")
                : Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update(token.substring(0, claimsEnd).getBytes(StandardCharsets.US_ASCII));
        require(isSignedBy(signature, decoded(token.substring(claimsEnd + 1))), "its signature is not the key's");
        byte[] claims = decoded(token.substring(headerEnd + 1, claimsEnd));
        check(claims);
        return claims;
    }

    private static boolean isSignedBy(Signature signature, byte[] bytes) {
        try {
            return signature.verify(bytes);
        } catch (SignatureException e) {
            // It has not even the form of one.
            return false;
        }
    }

    private PublicKey key(byte[] header) throws GeneralSecurityException {
        String id;
        try (Json json = Json.read(header)) {
            if (json.root().atOrNull("crit") != null) {
                throw new GeneralSecurityException("it has critical headers, which are not understood");
            }
            id = json.root().textOrNull("kid");
        } catch (MalformedPayloadException e) {
            throw new GeneralSecurityException("its header is no JSON object");
        }
        PublicKey key = id == null ? null : keys.key(id);
        if (key == null) {
            throw new GeneralSecurityException("it names no known key");
        }
        return key;
    }

    private void check(byte[] claims) throws GeneralSecurityException {
        long now = clock.instant().getEpochSecond();
        try (Json json = Json.read(claims)) {
            JsonNode claim = json.root();
            String issuer = claim.textOrNull("iss");
            require(issuer != null && issuers.contains(issuer), "its issuer is another");
            require(audience.equals(claim.textOrNull("aud")), "its audience is another");
            Long expiry = Numbers.longOrNull(claim.atOrNull("exp"));
            require(expiry != null && now < expiry + SKEW_SECONDS, "it has expired, or never does");
            require(hasBegun(claim, "iat", now) && hasBegun(claim, "nbf", now), "it is of the future");
            if (email != null) {
                JsonNode verified = claim.atOrNull("email_verified");
                require(
                        email.equals(claim.textOrNull("email")) && verified != null && verified.isTrue(),
                        "its e-mail address is another, or not verified");
            }
        } catch (MalformedPayloadException e) {
            throw new GeneralSecurityException("its claims are no JSON object");
        }
    }

    private static boolean hasBegun(JsonNode claims, String name, long now) {
        JsonNode time = claims.atOrNull(name);
        Long seconds = Numbers.longOrNull(time);
        return time == null || (seconds != null && seconds <= now + SKEW_SECONDS);
    }

    private static void require(boolean holds, String otherwise) throws GeneralSecurityException {
        if (!holds) {
            throw new GeneralSecurityException(otherwise);
        }
    }

    private static byte[] decoded(String part) throws GeneralSecurityException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("a part of it is not base64url");
        }
    }
}
