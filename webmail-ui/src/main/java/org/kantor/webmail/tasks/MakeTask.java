package org.kantor.webmail.tasks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.kantor.groupware.calendar.Calendars;
import org.kantor.groupware.task.Origin;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.Tasks;
import org.kantor.kernel.Refused;
import org.kantor.webmail.mail.Dates;
import org.kantor.webmail.mail.MessageVerb;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.Toasts;

/** Makes a task of the open message: its subject, without a date, in the account's first list, with the way back to the message. */
@ApplicationScoped
public class MakeTask implements MessageVerb {

    @Inject
    private Tasks tasks;

    @Inject
    private Calendars calendars;

    @Inject
    private SignedIn signedIn;

    @Inject
    private Instance<Toasts> toasts;

    @Override
    public String name() {
        return "makeTask";
    }

    @Override
    public String titleKey() {
        return "tasks.make";
    }

    @Override
    public String icon() {
        return "square-check";
    }

    @Override
    public void run(Component at, String messageId, String subject) {
        var account = signedIn.account().id();
        var zone = Dates.zone(UI.getCurrent());
        var title = subject.isBlank() ? at.getTranslation("mail.do.noSubject") : subject.strip();
        try {
            var list = TaskList.first(tasks.lists(account, at.getTranslation("tasks.list.first")));
            var actions = new TaskActions(tasks, calendars, account, signedIn.actor());
            var draft = TaskDraft.of(list.id(), title).from(new Origin(messageId, subject.strip()));
            var made = actions.create(draft, zone);
            toasts.get().undoable("check", at.getTranslation("tasks.added", list.name()), made.undo(), () -> {});
        } catch (Refused e) {
            toasts.get().refused(e);
        }
    }
}
