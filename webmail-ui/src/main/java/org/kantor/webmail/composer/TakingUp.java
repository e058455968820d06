package org.kantor.webmail.composer;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.UI;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.HtmlToText;
import org.kantor.mail.store.SpecialUse;
import org.kantor.webmail.shell.Docked;
import org.kantor.webmail.shell.Toasts;

/**
 * Makes drafts of what a browser kept of windows that ended before the server had all that was written in them. What became of the draft meanwhile decides: it may have been
 * sent, changed or deleted from elsewhere ({@code docs/decisions/0137}).
 */
@UIScoped
public class TakingUp {

    private final Author author;
    private final Leaving leaving;
    private final Writing writing;
    private final Spools spools;
    private final Toasts toasts;
    private final Docked docked;

    @Inject
    public TakingUp(Author author, Leaving leaving, Writing writing, Spools spools, Toasts toasts, Docked docked) {
        this.author = author;
        this.leaving = leaving;
        this.writing = writing;
        this.spools = spools;
        this.toasts = toasts;
        this.docked = docked;
    }

    /** Tells the browser that it need not keep it any longer; what is refused it goes on keeping. */
    void takeUp(Kept kept) {
        var ui = UI.getCurrent();
        try {
            if (kept.place() != null || !kept.snapshot().empty()) {
                decide(kept);
            }
            Composer.tell(ui, kept.window().id(), 0, "", true);
        } catch (Refused e) {
            toasts.refused(e);
            ui.getPage()
                    .executeJs(
                            "dispatchEvent(new CustomEvent('k-refused', { detail: { id: $0 } }))",
                            kept.window().id().toString());
        }
    }

    private void decide(Kept kept) {
        var drafts = author.drafts();
        var last = drafts.writtenIn(kept.window())
                .filter(place -> !leaving.waits(place))
                .or(() -> Optional.ofNullable(kept.place())
                        .filter(drafts::isDraft)
                        .filter(place -> !leaving.waits(place)));
        if (last.isPresent()) {
            draft(kept, last.get(), kept.here(), List.of(), "compose.kept.draft");
            return;
        }
        var left = left(drafts, kept);
        if (left.stream().anyMatch(place -> isAllOf(kept, place))) {
            toasts.tell("send", docked.getTranslation("compose.kept.left"));
        } else if (!left.isEmpty()) {
            var beside = kept.beside();
            draft(
                    beside,
                    drafts.writtenIn(beside.window()).orElse(null),
                    false,
                    List.of(docked.getTranslation("compose.kept.beside")),
                    "compose.kept.beside");
        } else if (kept.place() != null) {
            draft(
                    kept,
                    null,
                    kept.here(),
                    List.of(docked.getTranslation("compose.changedElsewhere")),
                    "compose.changedElsewhere");
        } else {
            draft(kept, null, kept.here(), List.of(), "compose.kept.draft");
        }
    }

    /** The messages that may have become of it, and have left or wait for that: written in any window of ours on the same draft, or by another program with the same subject. */
    private List<Drafts.Place> left(Drafts drafts, Kept kept) {
        var draft = Optional.of(kept.window().draft());
        var subject = kept.snapshot().subject().strip();
        var sent = drafts.latest(
                SpecialUse.SENT,
                message -> Window.draftOf(message.envelope().messageId()).equals(draft)
                        || kept.place() != null
                                && !subject.isEmpty()
                                && message.subject().strip().equals(subject));
        var waiting = Stream.of(SpecialUse.DRAFTS, SpecialUse.SCHEDULED)
                .flatMap(use ->
                        drafts
                                .latest(
                                        use,
                                        message -> Window.draftOf(
                                                        message.envelope().messageId())
                                                .equals(draft))
                                .stream())
                .filter(leaving::waits);
        return Stream.concat(sent.stream(), waiting).toList();
    }

    /** Whether nothing would be lost without what was kept: it was sent from the same window, which can be written in no more then, or it says the same. */
    private boolean isAllOf(Kept kept, Drafts.Place place) {
        return author.source(place)
                .filter(message -> kept.window()
                                .wrote(message.parsed().envelope().messageId())
                        || message.parsed()
                                        .subject()
                                        .strip()
                                        .equals(kept.snapshot().subject().strip())
                                && words(Quoting.text(message.reading())).equals(words(text(kept.snapshot()))))
                .isPresent();
    }

    private static String text(Snapshot snapshot) {
        return snapshot.plain() ? snapshot.text() : HtmlToText.convert(OwnHtml.sendable(snapshot.html()));
    }

    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    /**
     * @param former the draft's last version, which this one replaces; null for none
     * @param open whether it is opened, or only offered
     * @param told what the window says when it is opened
     * @param offer the key of what is said where it is offered
     */
    private void draft(Kept kept, Drafts.@Nullable Place former, boolean open, List<String> told, String offer) {
        var spool = spools.open(author.account().id());
        try {
            var missing = new LinkedHashMap<String, String>();
            var saved = save(kept, former, spool, missing);
            var says = new ArrayList<>(told);
            if (!missing.isEmpty()) {
                says.add(docked.getTranslation("compose.kept.missing", String.join(", ", missing.values())));
            }
            Runnable opening = () -> open(saved, says);
            if (open) {
                opening.run();
                toasts.tell("check", docked.getTranslation("compose.kept.here"));
            } else {
                toasts.offer(
                        "pencil", docked.getTranslation(offer), docked.getTranslation("compose.kept.open"), opening);
            }
        } finally {
            spool.close();
        }
    }

    private void open(Drafts.Place place, List<String> says) {
        author.source(place).ifPresent(writing::edit);
        if (!says.isEmpty()) {
            writing.composerOf(place.message()).ifPresent(composer -> composer.reopen(String.join(" ", says)));
        }
    }

    /** @param missing is given the names of the files and pictures that no version had */
    private Drafts.Place save(
            Kept kept, Drafts.@Nullable Place former, Spool spool, LinkedHashMap<String, String> missing) {
        if (former != null) {
            author.source(former)
                    .ifPresent(last -> author.quoting(last.account())
                            .draft(
                                    last.parsed(),
                                    last.number(),
                                    last.reading(),
                                    author.identities().getFirst(),
                                    spool));
        }
        author.pictures(spool);
        kept.names().forEach(name -> missing.put(fileName(name), name));
        var files = spool.entries().stream()
                .filter(entry -> !entry.inline() && missing.containsKey(fileName(entry.name())))
                .toList();
        files.forEach(entry -> missing.remove(fileName(entry.name())));
        var snapshot = kept.snapshot()
                .with(
                        pictures(kept.snapshot().html(), spool, missing),
                        kept.snapshot().text(),
                        files.stream().map(Spool.Entry::id).collect(Collectors.toUnmodifiableSet()));
        return author.drafts()
                .save(author.written(spool, kept.begun(), snapshot), kept.window(), former)
                .place();
    }

    /** The text without the pictures that are not there. */
    private static String pictures(String html, Spool spool, LinkedHashMap<String, String> missing) {
        var body = Jsoup.parseBodyFragment(html).body();
        var gone = body.select("img[src^=cid:]").stream()
                .filter(picture -> spool.entries().stream()
                        .noneMatch(
                                entry -> entry.inline() && picture.attr("src").equals("cid:" + entry.id())))
                .toList();
        if (gone.isEmpty()) {
            return html;
        }
        gone.forEach(picture -> {
            missing.put(picture.attr("src"), picture.attr("alt"));
            picture.remove();
        });
        return body.html();
    }

    /** As it is the same before and after it stood in a message. */
    private static String fileName(String name) {
        return name.replaceAll("[\\s/\\\\\\p{Cntrl}]+", "_");
    }
}
