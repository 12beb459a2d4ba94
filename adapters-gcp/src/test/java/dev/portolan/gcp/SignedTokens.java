package dev.portolan.gcp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** JSON web tokens and their keys, as those who issue them make them. */
final class SignedTokens {

    private SignedTokens() {}

    static KeyPair rsaKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    static String rsaToken(String header, String claims, KeyPair keys) throws GeneralSecurityException {
        return token(header, claims, "SHA256withRSA", keys.getPrivate());
    }

    static String token(String header, String claims, String algorithm, PrivateKey key)
            throws GeneralSecurityException {
        String signed = encoded(header) + "." + encoded(claims);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(signature.sign());
    }

    static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
