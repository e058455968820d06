package org.kantor.webmail.settings;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.text.NumberFormat;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Mailbox;
import org.kantor.mail.store.MailboxId;
import org.kantor.mail.store.Mailboxes;
import org.kantor.webmail.mail.Folders;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Icon;
import org.kantor.webmail.shell.LiveChanges;
import org.kantor.webmail.shell.Refusals;
import org.kantor.webmail.shell.Shell;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Texts;
import org.kantor.webmail.transfer.Exports;
import org.kantor.webmail.transfer.Imports;
import tools.jackson.databind.node.JsonNodeFactory;

/** Mail from files into a folder, and a folder into a file. {@code transfer.js} sends the files and shows how far they are. */
@Route(value = "settings/transfer", layout = Shell.class)
public class TransferView extends SettingsPage {

    private static final long serialVersionUID = 1;
    private static final int OK = 200;
    private static final int REFUSED = 422;

    private final transient Exports exports;
    private final transient Clock clock;

    @Inject
    public TransferView(
            Mailboxes mailboxes, Imports imports, Exports exports, SignedIn signedIn, LiveChanges live, Clock clock) {
        super("settings.transfer");
        this.exports = exports;
        this.clock = clock;
        var account = signedIn.account().id();
        var actor = signedIn.actor();
        var boxes = mailboxes.list(account);
        content(
                heading("settings.import"),
                importer(boxes, upload(account, mailboxes, (mailbox, in) -> imports.run(account, mailbox, actor, in))));
        content(heading("settings.export"));
        var statuses = mailboxes.statuses(account);
        var list = panel();
        list.getElement().setAttribute("role", "list");
        var lines = new HashMap<MailboxId, Exported>();
        for (var box : boxes) {
            var status = statuses.get(box.id());
            var line = new Exported(box, status == null ? 0 : status.messages());
            lines.put(box.id(), line);
            list.add(line);
        }
        live.watch(
                this,
                account,
                changed -> mailboxes
                        .statuses(account)
                        .forEach((box, status) ->
                                Optional.ofNullable(lines.get(box)).ifPresent(line -> line.holds(status.messages()))));
    }

    /** Takes a file into a mailbox. */
    private interface Taker {
        Imports.Result take(MailboxId mailbox, InputStream in) throws IOException;
    }

    private UploadHandler upload(AccountId account, Mailboxes mailboxes, Taker taker) {
        var locale = getLocale();
        return event -> {
            var answer = JsonNodeFactory.instance.objectNode();
            var response = event.getResponse();
            try (var in = event.getInputStream()) {
                var into = String.valueOf(event.getRequest().getHeader("X-Kantor-Folder"));
                var mailbox = mailboxes.list(account).stream()
                        .filter(box -> box.id().toString().equals(into))
                        .findFirst()
                        .orElseThrow(() -> new Refused(Refused.Code.NOT_FOUND, "There is no such folder."));
                var done = taker.take(mailbox.id(), in);
                answer.put("added", done.added()).put("known", done.known());
                response.setStatus(OK);
            } catch (Refused e) {
                answer.put("problem", Refusals.text(e, locale));
                response.setStatus(REFUSED);
            }
            response.setContentType("application/json");
            response.getWriter().write(answer.toString());
        };
    }

    private H2 heading(String key) {
        var heading = new H2(getTranslation(key));
        heading.addClassName("secth");
        return heading;
    }

    private HtmlContainer importer(List<Mailbox> boxes, UploadHandler upload) {
        var element = new HtmlContainer("k-import");
        element.addClassNames("panel", "setlines");
        var texts = JsonNodeFactory.instance.objectNode();
        Texts.startingWith("import.", getLocale()).forEach(texts::put);
        var folders = JsonNodeFactory.instance.arrayNode();
        boxes.forEach(box -> folders.addObject().put("id", box.id().toString()).put("name", Folders.title(box, this)));
        element.getElement().setPropertyJson("texts", texts).setPropertyJson("folders", folders);
        element.getElement().setAttribute("data-upload", upload);
        return element;
    }

    /** A folder that can be exported: how many messages it has, and while one is written, how far that is, with a button that stops it. */
    private final class Exported extends Div implements Exports.Watcher {

        private static final long serialVersionUID = 1;
        private static final int TOLD_MILLIS = 200;

        private final String run = UUID.randomUUID().toString();
        private final Span count = new Span();
        private final HtmlComponent bar = new HtmlComponent("progress");
        private final TextButton stop;
        private transient volatile @Nullable UI page;
        private volatile boolean stopped;
        private volatile int written;
        private long told;

        Exported(Mailbox box, int number) {
            var title = Folders.title(box, this);
            var name = new Span(title);
            name.addClassNames("med", "trunc", "grow");
            name.getElement().setAttribute("dir", "auto");
            count.addClassNames("muted", "num");
            count.getElement().setAttribute("role", "status");
            bar.setVisible(false);
            bar.getElement().setAttribute("aria-label", getTranslation("settings.export.of", title));
            stop = new TextButton("x", getTranslation("import.stop"), () -> stopped = true);
            stop.addClassName("sm");
            stop.setVisible(false);
            holds(number);
            var link = new Anchor(
                    "export/" + box.id() + "?run=" + run,
                    new Icon("download"),
                    new Span(getTranslation("settings.export.do")));
            link.addClassNames("btn", "sm");
            link.setRouterIgnore(true);
            link.getElement()
                    .setAttribute("download", "")
                    .setAttribute("aria-label", getTranslation("settings.export.of", title));
            add(new Icon(Folders.icon(box)), name, bar, count, stop, link);
            addClassName("setline");
            getElement().setAttribute("role", "listitem");
            exports.watch(run, this);
            addAttachListener(event -> page = event.getUI());
            addDetachListener(event -> exports.forget(run));
        }

        /** Says how many messages there are now, unless it says how far the file is. */
        private void holds(int number) {
            if (!stop.isVisible()) {
                count.setText(NumberFormat.getIntegerInstance(getLocale()).format(number));
            }
        }

        @Override
        public boolean progress(int done, int total) {
            if (done == 0) {
                stopped = false;
                told = 0;
            }
            written = done;
            if (clock.millis() - told >= TOLD_MILLIS) {
                told = clock.millis();
                show(() -> {
                    bar.setVisible(true);
                    stop.setVisible(true);
                    bar.getElement()
                            .setAttribute("max", Integer.toString(total))
                            .setAttribute("value", Integer.toString(done));
                    count.setText(getTranslation("mail.bulk.at", done, total));
                });
            }
            return !stopped;
        }

        @Override
        public void ended(boolean whole) {
            show(() -> {
                bar.setVisible(false);
                stop.setVisible(false);
                var key = stopped ? "settings.export.stopped" : "settings.export.broken";
                count.setText(getTranslation(whole ? "settings.export.done" : key, written));
            });
        }

        /** The page may be gone, and the file goes on without it. */
        private void show(Command change) {
            var ui = page;
            if (ui != null) {
                try {
                    var unused = ui.access(change);
                } catch (UIDetachedException e) {
                    exports.forget(run);
                }
            }
        }
    }
}
