package org.kantor.webmail.tasks;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kantor.groupware.task.TaskDraft;
import org.kantor.groupware.task.TaskList;
import org.kantor.groupware.task.TaskRef;
import org.kantor.kernel.Refused;
import org.kantor.webmail.shell.KeptForm;
import org.kantor.webmail.shell.Toasts;
import org.kantor.webmail.tasks.TaskActions.Edits;

/**
 * Saves what is typed into the drawer of a task, also what was left over of it (docs/decisions/0123). One notice stands for all that the drawer does to a task while it shows, and takes all of it
 * back; the edits of another task have one of their own.
 */
final class TaskSaving {

    private final TaskActions actions;
    private final TaskDrawer drawer;
    private final Toasts toasts;
    private final Host host;
    private @Nullable Edits edits;
    private Runnable hideEdits = () -> {};

    /** The view that the drawer stands in. */
    interface Host {
        /** The task whose drawer is open; empty for none. */
        Optional<TaskRef> opened();

        /** Opens the drawer of a task, and draws everything anew. */
        void open(TaskRef ref);

        /** Draws everything anew. */
        void refresh();

        /** The list of a task that lies in no other. */
        TaskList firstList();

        LocalDate today();

        ZoneId zone();
    }

    TaskSaving(TaskActions actions, TaskDrawer drawer, Toasts toasts, Host host) {
        this.actions = actions;
        this.drawer = drawer;
        this.toasts = toasts;
        this.host = host;
    }

    /** Answers whether it is saved. What is refused, which is told, stays in the drawer. */
    boolean save(TaskRef ref, TaskDraft draft) {
        try {
            var done = actions.edit(ref, draft, host.zone(), edits);
            if (done.further()) {
                hideEdits.run();
            }
            edits = done;
            hideEdits = toasts.undoable(
                    "pencil",
                    toasts.getTranslation("tasks.changed"),
                    () -> undo(done),
                    host::refresh,
                    () -> forget(done));
            host.open(done.ref());
            return true;
        } catch (Refused e) {
            toasts.refused(e);
            return false;
        }
    }

    private void undo(Edits done) {
        forget(done);
        done.undo().run();
        if (host.opened().filter(done.ref()::equals).isPresent()) {
            actions.former(done).ifPresent(host::open);
        }
    }

    /** Newer edits, whose notice is another one, go on. */
    private void forget(Edits done) {
        if (done.equals(edits)) {
            edits = null;
            hideEdits = () -> {};
        }
    }

    /** Opens a drawer that ended with its page, and saves what was typed into it. For a task that is gone meanwhile it makes a new one. */
    void restore(KeptForm.Left left) {
        var ref = TaskRows.refIfAny(left.of());
        if (ref.isEmpty()) {
            // no browser of ours kept that
            return;
        }
        if (actions.exists(ref.get()) ? takeUp(ref.get(), left) : anew(left)) {
            toasts.tell("check", toasts.getTranslation("compose.kept.here"));
        }
    }

    private boolean takeUp(TaskRef ref, KeptForm.Left left) {
        host.open(ref);
        return drawer.takeUp(left);
    }

    private boolean anew(KeptForm.Left left) {
        var list = host.firstList();
        var untitled = toasts.getTranslation("tasks.row.untitled");
        try {
            var done = actions.create(TaskDrawer.draft(left.values(), list.id(), untitled, host.today()), host.zone());
            left.done();
            toasts.undoable("check", toasts.getTranslation("tasks.added", list.name()), done.undo(), host::refresh);
            host.open(done.ref());
            return true;
        } catch (Refused e) {
            toasts.refused(e);
            return false;
        }
    }
}
