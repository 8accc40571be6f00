package dev.koda.storage.artifact;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Passes content on as the client takes it, sixteen KiB at a time; a client that leaves ends the store's stream too. */
final class ContentStream implements StreamingOutput {
    private static final int CHUNK = 16 * 1024;

    private final ResponseInputStream<GetObjectResponse> content;
    private final Transfers transfers;

    ContentStream(ResponseInputStream<GetObjectResponse> content, Transfers transfers) {
        this.content = content;
        this.transfers = transfers;
    }

    @Override
    public void write(OutputStream client) throws IOException {
        long passed = 0;
        boolean whole = false;
        try {
            byte[] chunk = new byte[CHUNK];
            for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
                client.write(chunk, 0, length);
                passed += length;
            }
            whole = true;
        } finally {
            transfers.endDownload(passed);
            end(whole);
        }
    }

    /** Closing would read the rest to keep the connection; for a client that is gone, dropping it is cheaper. */
    private void end(boolean whole) throws IOException {
        if (whole) {
            content.close();
        } else {
            content.abort();
        }
    }
}
