package org.kantor.webmail.people;

import com.vaadin.flow.component.HtmlContainer;
import java.util.Optional;
import org.kantor.change.Actor;
import org.kantor.groupware.contacts.AddressBooks;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.NameForm;
import org.kantor.webmail.shell.Toasts;

/** What a person does with groups. What can be taken back is, from a notice. */
final class GroupVerbs {

    /** What the browser keeps the dialogs of a group's name as. */
    static final String NEW = "new-group";

    static final String NAME = "group-name";

    private final AddressBooks books;
    private final AccountId account;
    private final Actor actor;
    private final Toasts toasts;
    private final HtmlContainer holder;
    private final Place place;

    /** Where it is done, and what follows there. */
    interface Place {
        void goTo(String group);

        void leaveGroup();

        /** A group is called otherwise now. */
        void renamed(String before, String now);

        /** Groups and people are others now. */
        void reread();
    }

    /** @param holder has the dialogs */
    GroupVerbs(AddressBooks books, AccountId account, Actor actor, Toasts toasts, HtmlContainer holder, Place place) {
        this.books = books;
        this.account = account;
        this.actor = actor;
        this.toasts = toasts;
        this.holder = holder;
        this.place = place;
    }

    void create(Optional<KeptForm.Left> left) {
        var form = new NameForm(
                holder.getTranslation("people.group.new"),
                holder.getTranslation("people.group.create"),
                holder.getTranslation("people.group.name.missing"),
                "",
                name -> {
                    books.createGroup(account, name, actor);
                    place.goTo(name.strip());
                });
        holder.add(form.kept(NEW, "", account, left));
    }

    void rename(Group renamed, Optional<KeptForm.Left> left) {
        var form = new NameForm(
                holder.getTranslation("people.group.rename"),
                holder.getTranslation("people.save"),
                holder.getTranslation("people.group.name.missing"),
                renamed.name(),
                name -> {
                    books.renameGroup(account, renamed.name(), name, actor);
                    place.renamed(renamed.name(), name.strip());
                });
        holder.add(form.kept(NAME, renamed.name(), account, left));
    }

    void delete(Group deleted) {
        try {
            var gone = books.deleteGroup(account, deleted.name(), actor);
            place.leaveGroup();
            toasts.undoable(
                    "trash-2",
                    holder.getTranslation("people.group.deleted", deleted.name()),
                    () -> {
                        books.bringBack(account, gone, actor);
                        place.goTo(gone.name());
                    },
                    place::reread);
        } catch (Refused e) {
            toasts.refused(e);
            place.reread();
        }
    }

    /** @param into the name of a group that may be new */
    void put(String into, Person person) {
        var address = person.emails().isEmpty() ? "" : person.emails().getFirst();
        var member = new Member(person.ref(), person.name(), address, true);
        tried(() -> {
            books.addToGroup(account, into, member, actor);
            toasts.tell("check", holder.getTranslation("people.group.put", person.name(), into.strip()));
        });
    }

    void take(Group from, Member member) {
        tried(() -> {
            books.removeFromGroup(account, from.name(), member, actor);
            toasts.undoable(
                    "check",
                    holder.getTranslation(
                            "people.group.taken",
                            member.name().isEmpty() ? member.address() : member.name(),
                            from.name()),
                    () -> books.addToGroup(account, from.name(), member, actor),
                    place::reread);
        });
    }

    private void tried(Runnable change) {
        try {
            change.run();
        } catch (Refused e) {
            toasts.refused(e);
        }
        place.reread();
    }
}
