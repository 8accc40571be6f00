package dev.koda.storage.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Content on its way to a client, read as the client takes it. Closed before its end, because the client has left, it
 * drops the store's connection: reading the rest to keep it would cost more.
 */
final class ContentStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> content;
    private final Transfers transfers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private long passed;
    private boolean whole;

    ContentStream(ResponseInputStream<GetObjectResponse> content, Transfers transfers) {
        super(content);
        this.content = content;
        this.transfers = transfers;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? -1 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(count);
        return count;
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        transfers.endDownload(passed);
        if (whole) {
            super.close();
        } else {
            content.abort();
        }
    }

    private void count(int bytes) {
        if (bytes < 0) {
            whole = true;
        } else {
            passed += bytes;
        }
    }
}
