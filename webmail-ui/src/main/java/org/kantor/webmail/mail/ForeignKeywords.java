package org.kantor.webmail.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Labels.Label;

/**
 * Makes labels of the keywords that other programs have set: named as the keyword, in the first hue, but those that Thunderbird has by default as Thunderbird calls and colours them. Other keywords of the
 * protocol ($...) and those by which programs tell each other about spam and answers are none.
 */
@ApplicationScoped
public class ForeignKeywords {

    /** Labels that an account has when keywords of other programs are left alone. */
    static final int MOST = 100;

    /** Keywords without $ that programs have for themselves, in small letters. */
    private static final Set<String> NO_LABELS =
            Set.of("junk", "nonjunk", "notjunk", "forwarded", "redirected", "mdnsent");

    /** Thunderbird's labels: {@code labels.thunderbird.<keyword without $>} is what it calls them. */
    private static final Map<String, Hue> THUNDERBIRD = Map.of(
            "$label1", Hue.RED,
            "$label2", Hue.AMBER,
            "$label3", Hue.GREEN,
            "$label4", Hue.BLUE,
            "$label5", Hue.VIOLET);

    @Inject
    Labels labels;

    @Resource
    private ManagedExecutorService executor;

    /**
     * The labels that these keywords become; none for those that are labels already, or called as another label is.
     *
     * @param known all labels that there are
     * @param texts finds words in the reader's language
     */
    static List<Label> fresh(Collection<String> keywords, List<Label> known, UnaryOperator<String> texts) {
        var taken = new HashSet<String>();
        var names = new HashSet<String>();
        known.forEach(label -> {
            taken.add(small(label.keyword()));
            names.add(small(label.name()));
        });
        var fresh = new ArrayList<Label>();
        for (var keyword : new TreeSet<>(keywords)) {
            var hue = THUNDERBIRD.get(small(keyword));
            if (taken.contains(small(keyword))
                    || keyword.length() > Labels.LONGEST
                    || hue == null && (keyword.startsWith("$") || NO_LABELS.contains(small(keyword)))) {
                continue;
            }
            var name = hue == null
                    ? keyword
                    : texts.apply("labels.thunderbird." + small(keyword).substring(1));
            if (hue != null && names.contains(small(name))) {
                name += " (Thunderbird)";
            }
            if (names.add(small(name))) {
                fresh.add(new Label(keyword, name, hue == null ? Hue.TEAL : hue, 0));
            }
        }
        return fresh;
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Makes them in the background, in one transaction; the change stream tells the account's pages. */
    void adopt(AccountId account, List<Label> fresh, Actor actor) {
        executor.execute(() -> labels.nameAll(account, fresh, MOST, actor));
    }
}
