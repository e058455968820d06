package org.kantor.mail.store.internal;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.kantor.bean.Service;
import org.kantor.kernel.Environment;

/** Makes the installation's blob store: files in the folder {@code blobs} of its home. */
@Service
public final class Blobs {

    @Produces
    @Singleton
    BlobStore blobs(Environment environment, Clock clock) {
        return new FileBlobStore(environment.home().resolve("blobs"), clock);
    }
}
