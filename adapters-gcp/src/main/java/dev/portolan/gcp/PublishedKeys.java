package dev.portolan.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The keys published at a URL. */
final class PublishedKeys implements TokenKeys {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 16;
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is no longer published is no longer trusted. */
    private static final long TRUSTED_NANOS = TimeUnit.HOURS.toNanos(6);

    private final URI url;
    private final ReentrantLock fetching = new ReentrantLock();
    private final LongSupplier nanoTime;
    private volatile @Nullable TokenKeys known;
    private volatile long trustedUntil;
    private long nextFetch;

    PublishedKeys(URI url) {
        this(url, System::nanoTime);
    }

    /** @param nanoTime a clock for spans, as {@link System#nanoTime} */
    PublishedKeys(URI url, LongSupplier nanoTime) {
        this.url = url;
        this.nanoTime = nanoTime;
        nextFetch = nanoTime.getAsLong();
    }

    @Override
    public @Nullable PublicKey key(String id) throws GeneralSecurityException {
        PublicKey key = known(id);
        return key == null ? fetched(id) : key;
    }

    private @Nullable PublicKey known(String id) throws GeneralSecurityException {
        TokenKeys keys = known;
        return keys == null || nanoTime.getAsLong() - trustedUntil >= 0 ? null : keys.key(id);
    }

    /** Who comes while the keys are being fetched waits for them. */
    private @Nullable PublicKey fetched(String id) throws GeneralSecurityException {
        fetching.lock();
        try {
            PublicKey key = known(id);
            return key == null && mayFetch() ? fetch().key(id) : key;
        } finally {
            fetching.unlock();
        }
    }

    /** Tokens with made-up key ids must not make us ask again and again. */
    private boolean mayFetch() {
        return nanoTime.getAsLong() - nextFetch >= 0;
    }

    private TokenKeys fetch() throws GeneralSecurityException {
        long pause = PAUSE_AFTER_FAILURE_NANOS;
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    throw new GeneralSecurityException("the keys cannot be had: the status is not 200");
                }
                TokenKeys fetched = TokenKeys.of(body.readNBytes(MOST_BYTES));
                pause = PAUSE_NANOS;
                trustedUntil = nanoTime.getAsLong() + TRUSTED_NANOS;
                known = fetched;
                return fetched;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("the keys cannot be had", e);
        } finally {
            nextFetch = nanoTime.getAsLong() + pause;
        }
    }
}
