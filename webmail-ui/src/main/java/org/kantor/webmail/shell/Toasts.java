package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/**
 * One sentence about what just happened, with Undo while it can be undone. A newer toast takes the place of an older one. The browser hides it after its
 * time and presses Undo on Z; an undo is asked for at most once.
 */
@UIScoped
public class Toasts extends Div {

    private static final long serialVersionUID = 1;

    /** How long a toast stays, and with it the chance to undo. */
    public static final int SECONDS = 8;

    private static final int OFFER_SECONDS = 60;

    private @Nullable Runnable expired;

    public Toasts() {
        addClassName("toastpos");
        getElement().setAttribute("role", "status").setAttribute("aria-live", "polite");
        getElement().addEventListener("k-toast-gone", event -> hide());
    }

    /** Whether one shows that has a button, which another would take away. */
    public boolean asks() {
        return getChildren().flatMap(Component::getChildren).anyMatch(NativeButton.class::isInstance);
    }

    /** A sentence without an action. */
    public void tell(String icon, String text) {
        show(icon, text, null, SECONDS, null);
    }

    /** Something failed: nothing was lost, and the sentence says what to do. */
    public void failed(String text) {
        show("circle-alert", text, null, SECONDS, null);
    }

    /** Something was done and can be taken back. */
    public void undoable(String icon, String text, Runnable undo) {
        show(icon, text, undo, SECONDS, null);
    }

    /**
     * The same for what may be refused by now, which is told.
     *
     * @param after run after the undo, refused or not
     */
    public void undoable(String icon, String text, Runnable undo, Runnable after) {
        undoable(icon, text, () -> {
            try {
                undo.run();
            } catch (Refused e) {
                failed(e.sentence());
            }
            after.run();
        });
    }

    /** Something that the person may want to do now, for longer than the others stay. @param action on the button */
    public void offer(String icon, String text, String action, Runnable then) {
        hide();
        var button = new NativeButton(action, event -> {
            hide();
            then.run();
        });
        var toast = new Div(new Icon(icon), new Span(text), button);
        toast.addClassName("toast");
        toast.getElement().setAttribute("data-seconds", Integer.toString(OFFER_SECONDS));
        add(toast);
    }

    /**
     * @param undo takes it back; null if there is nothing to take back
     * @param whenGone run when the toast goes without Undo: its time is over or another takes its place
     */
    public void show(String icon, String text, @Nullable Runnable undo, int seconds, @Nullable Runnable whenGone) {
        hide();
        expired = whenGone;
        var toast = new Div(new Icon(icon), new Span(text));
        toast.addClassName("toast");
        toast.getElement().setAttribute("data-seconds", Integer.toString(seconds));
        if (undo != null) {
            var button = new NativeButton(getTranslation("undo"), event -> {
                expired = null;
                removeAll();
                undo.run();
            });
            button.addClassName("undo");
            var key = new Span("Z");
            key.addClassName("kbd");
            key.getElement().setAttribute("aria-hidden", "true");
            button.add(key);
            toast.add(button);
        }
        add(toast);
    }

    /** Hides the toast that shows, if one does. */
    public void hide() {
        var then = expired;
        expired = null;
        removeAll();
        if (then != null) {
            then.run();
        }
    }
}
