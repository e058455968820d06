package org.kantor.webmail.composer;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.kantor.bean.TemporaryFiles;
import org.kantor.directory.Directory;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.mail.store.Store;
import org.kantor.mail.submission.Outbox;
import org.kantor.mail.submission.Submissions;
import org.kantor.settings.Settings;
import org.kantor.testkit.TestDatabase;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Toasts;

/** {@link Writing} without a container, over a test's store. */
public final class WritingIn {

    private WritingIn() {}

    /** @param files where what is attached lies meanwhile */
    public static Writing of(
            TestDatabase db,
            Store store,
            MessageContents contents,
            Directory directory,
            AddressBooks addressBooks,
            Settings settings,
            Submissions submissions,
            Outbox outbox,
            SignedIn signedIn,
            Toasts toasts,
            Docked docked,
            Path files) {
        var identities = new Identities();
        identities.settings = settings;
        identities.submissions = submissions;
        identities.directory = directory;
        identities.transactions = db.transactions();
        var templates = new Templates();
        templates.settings = settings;
        var author = new Author(
                store.mailboxes(), store.messages(), contents, identities, db.transactions(), signedIn, db.clock());
        var writing = new AtomicReference<Writing>();
        var leaving = new Leaving(
                author,
                store.mailboxes(),
                store.messages(),
                directory,
                outbox,
                identities,
                db.transactions(),
                new LiveChanges(),
                toasts,
                docked,
                db.clock(),
                instance(writing));
        writing.set(new Writing(
                author,
                leaving,
                store.mailboxes(),
                store.messages(),
                contents,
                directory,
                addressBooks,
                store.recovery(),
                identities,
                templates,
                new OpenDrafts(),
                new Spools(new TemporaryFiles(files)),
                toasts,
                docked,
                db.clock()));
        return Objects.requireNonNull(writing.get());
    }

    @SuppressWarnings("unchecked")
    private static Instance<Writing> instance(AtomicReference<Writing> writing) {
        return (Instance<Writing>) Proxy.newProxyInstance(
                WritingIn.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> writing.get());
    }
}
