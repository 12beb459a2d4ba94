package dev.portolan.examples;

import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.Hop;
import dev.portolan.gcp.IdTokens;
import dev.portolan.gcp.TokenKeys;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The Google page's service that anyone can reach: it takes one kind of request, from one account. */
public final class Uploading {

    private Uploading() {}

    public static void main(String[] args) throws IOException {
        IdTokens pushes = IdTokens.ofServiceAccount(
                TokenKeys.at(IdTokens.GOOGLE_KEYS), "https://uploads.example.com", "push@proj.iam.gserviceaccount.com");
        GcpAdapter adapter = GcpAdapter.standard().accepting("gcp:pubsub").opening(Hop.STORAGE);
        InetSocketAddress address = new InetSocketAddress("0.0.0.0", Integer.parseInt(System.getenv("PORT")));
        CloudRun run = CloudRun.start(new Uploads(), adapter, pushes, address);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close));
    }
}
