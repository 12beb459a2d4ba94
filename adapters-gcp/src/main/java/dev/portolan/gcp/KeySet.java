package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one JSON Web Key Set. */
final class KeySet implements TokenKeys {

    private final Map<String, PublicKey> keys = new HashMap<>();

    KeySet(byte[] jwks) {
        try (Json json = Json.read(jwks)) {
            for (JsonNode key : json.root().at("keys")) {
                add(key);
            }
        } catch (MalformedPayloadException e) {
            throw new IllegalArgumentException("not a JSON Web Key Set", e);
        }
    }

    /** A key that cannot be used is passed over, as RFC 7517 section 5 wants it. */
    private void add(JsonNode key) {
        try {
            PublicKey read = read(key);
            String id = key.textOrNull("kid");
            if (read != null && id != null) {
                keys.put(id, read);
            }
        } catch (MalformedPayloadException | GeneralSecurityException e) {
            // The others may be of use.
        }
    }

    @Override
    public @Nullable PublicKey key(String id) {
        return keys.get(id);
    }

    private static @Nullable PublicKey read(JsonNode key) throws GeneralSecurityException {
        switch (key.text("kty")) {
            case "RSA" -> {
                RSAPublicKeySpec rsa = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
                return KeyFactory.getInstance("RSA").generatePublic(rsa);
            }
            case "EC" -> {
                if (!"P-256".equals(key.textOrNull("crv"))) {
                    return null;
                }
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                ECPublicKeySpec ec = new ECPublicKeySpec(
                        new ECPoint(number(key, "x"), number(key, "y")), curve.getParameterSpec(ECParameterSpec.class));
                return KeyFactory.getInstance("EC").generatePublic(ec);
            }
            default -> {
                return null;
            }
        }
    }

    private static BigInteger number(JsonNode key, String name) throws GeneralSecurityException {
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(key.text(name)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(name + " is not base64url");
        }
    }
}
