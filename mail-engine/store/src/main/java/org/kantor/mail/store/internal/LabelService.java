package org.kantor.mail.store.internal;

import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kantor.bean.Service;
import org.kantor.change.Actor;
import org.kantor.change.ChangeStream;
import org.kantor.change.Collection;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.mail.store.Labels;
import org.kantor.mail.store.MailboxId;
import org.kantor.tx.Jdbc;
import org.kantor.tx.Transactions;

/** Labels as rows beside the keywords. Safe from any thread. */
@Service
public final class LabelService implements Labels {

    private static final int LONGEST_KEYWORD = 40;
    private static final long[] NONE = {};

    private final Transactions transactions;
    private final Jdbc jdbc;
    private final ChangeStream changes;
    private final Lanes lanes;

    @Inject
    LabelService(Transactions transactions, Jdbc jdbc, ChangeStream changes, Lanes lanes) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.changes = changes;
        this.lanes = lanes;
    }

    @Override
    public List<Label> list(AccountId account) {
        return jdbc.read(connection -> LabelSql.list(connection, account));
    }

    @Override
    public Map<String, String> names(AccountId account) {
        return jdbc.read(connection -> LabelSql.names(connection, account));
    }

    @Override
    public Map<MailboxId, long[]> places(AccountId account, String keyword) {
        return jdbc.read(connection -> LabelSql.places(connection, account, keyword));
    }

    @Override
    public Set<MailboxId> holding(AccountId account) {
        return jdbc.read(connection -> LabelSql.holding(connection, account));
    }

    @Override
    public Label create(AccountId account, String name, Hue hue, Actor actor) {
        var plain = name(name);
        return lanes.write(transactions, account, () -> {
            changes.next(account);
            var taken = jdbc.work(connection -> LabelSql.keywords(connection, account));
            return add(account, new Label(keyword(plain, taken), plain, hue, 0), taken, actor);
        });
    }

    @Override
    public Label name(AccountId account, String keyword, String name, Hue hue, Actor actor) {
        var label = new Label(keyword(keyword), name(name), hue, 0);
        return lanes.write(transactions, account, () -> {
            changes.next(account);
            return add(account, label, jdbc.work(connection -> LabelSql.keywords(connection, account)), actor);
        });
    }

    @Override
    public List<Label> nameAll(AccountId account, List<Label> wanted, int most, Actor actor) {
        var all = wanted.stream()
                .map(label -> new Label(keyword(label.keyword()), name(label.name()), label.hue(), 0))
                .toList();
        return lanes.write(transactions, account, () -> {
            changes.next(account);
            var known = jdbc.work(connection -> LabelSql.keywords(connection, account))
                    .size();
            var made = new ArrayList<Label>();
            for (var label : all) {
                if (known + made.size() < Math.min(most, MOST)
                        && jdbc.work(connection -> LabelSql.insert(connection, account, label))) {
                    made.add(label);
                }
            }
            if (!made.isEmpty()) {
                tell(account, actor);
            }
            return made;
        });
    }

    private static String keyword(String keyword) {
        return Keywords.checked(List.of(keyword)).iterator().next();
    }

    private Label add(AccountId account, Label label, Set<String> known, Actor actor) {
        if (known.size() >= MOST) {
            throw new Refused(Refused.Code.LIMIT, "An account can have " + MOST + " labels.");
        }
        if (!jdbc.work(connection -> LabelSql.insert(connection, account, label))) {
            throw alreadyExists();
        }
        tell(account, actor);
        return label;
    }

    @Override
    public void change(AccountId account, String keyword, String name, Hue hue, Actor actor) {
        var label = new Label(keyword, name(name), hue, 0);
        lanes.write(transactions, account, () -> {
            changes.next(account);
            if (jdbc.work(connection -> LabelSql.isTaken(connection, account, keyword, label.name()))) {
                throw alreadyExists();
            }
            if (!jdbc.work(connection -> LabelSql.update(connection, account, label))) {
                throw new Refused(Refused.Code.NOT_FOUND, "There is no such label.");
            }
            tell(account, actor);
            return label;
        });
    }

    @Override
    public void delete(AccountId account, String keyword, Actor actor) {
        lanes.write(transactions, account, () -> {
            changes.next(account);
            var gone = jdbc.work(connection -> LabelSql.delete(connection, account, keyword));
            if (gone) {
                tell(account, actor);
            }
            return gone;
        });
    }

    private void tell(AccountId account, Actor actor) {
        changes.append(account, new Collection(Collection.Kind.MAILBOX, 0), NONE, NONE, NONE, actor);
    }

    private static Refused alreadyExists() {
        return new Refused(Refused.Code.ALREADY_EXISTS, "There is a label of this name.");
    }

    private static String name(String name) {
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST || plain.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(Refused.Code.BAD_VALUE, "A label's name has 1 to " + LONGEST + " characters.");
        }
        return plain;
    }

    /** The name's letters without accents, as far as they are ASCII; with a number if that is taken. */
    private static String keyword(String name, Set<String> taken) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        var base = ascii.isEmpty() ? "label" : ascii.substring(0, Math.min(LONGEST_KEYWORD, ascii.length()));
        var keyword = base;
        for (var number = 2; taken.contains(keyword.toLowerCase(Locale.ROOT)); number++) {
            keyword = base + "_" + number;
        }
        return keyword;
    }
}
