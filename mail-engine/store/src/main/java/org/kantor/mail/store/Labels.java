package org.kantor.mail.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kantor.change.Actor;
import org.kantor.kernel.AccountId;

/**
 * Labels: keywords (RFC 3501 section 2.3.2) with a name and a colour, so that other clients see them on the messages. Labelling is {@link Messages#store} with the keyword. Each write is
 * one transaction (or joins the open one), told on the change stream as collection (MAILBOX, 0).
 */
public interface Labels {

    /** Labels of one account. */
    int MOST = 500;

    /** Characters of a name. */
    int LONGEST = 100;

    /** The colours of the design. */
    enum Hue {
        TEAL,
        GREEN,
        LIME,
        AMBER,
        RED,
        PINK,
        VIOLET,
        BLUE
    }

    /**
     * @param keyword compared without case; stays when the label gets another name
     * @param unread messages with it outside Trash and Spam; a message in two mailboxes counts once
     */
    record Label(String keyword, String name, Hue hue, int unread) {}

    /** In the order of their names. One query. */
    List<Label> list(AccountId account);

    /** The names by their keywords, in the order of the names. One query, which counts nothing. */
    Map<String, String> names(AccountId account);

    /** A label with a keyword made of the name. Refused: ALREADY_EXISTS for the name, BAD_VALUE, LIMIT. */
    Label create(AccountId account, String name, Hue hue, Actor actor);

    /** Gives a keyword, such as one of another client, a name and a colour. Refused: ALREADY_EXISTS, BAD_VALUE, LIMIT. */
    Label name(AccountId account, String keyword, String name, Hue hue, Actor actor);

    /**
     * The same for several keywords in one transaction, told once: those whose keyword and name nobody has, in their order, as long as the account has fewer labels than so many. Answers those that were
     * made. Refused: BAD_VALUE.
     */
    List<Label> nameAll(AccountId account, List<Label> labels, int most, Actor actor);

    /** Changes name and colour. Refused: NOT_FOUND, ALREADY_EXISTS for the name, BAD_VALUE. */
    void change(AccountId account, String keyword, String name, Hue hue, Actor actor);

    /** Forgets the label; the keyword stays on the messages. */
    void delete(AccountId account, String keyword, Actor actor);

    /** The mailboxes in which a message has a label. One query. */
    Set<MailboxId> holding(AccountId account);

    /** Where the messages with a keyword are: UIDs ascend. One query. */
    Map<MailboxId, long[]> places(AccountId account, String keyword);
}
