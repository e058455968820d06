package org.kantor.webmail.shell;

import com.vaadin.cdi.annotation.UIScoped;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kantor.kernel.Refused;

/**
 * Sentences about what just happened, with Undo while it can be undone. One that only tells takes the place of another such; what has a button stays beside the newer ones for its time, so that
 * several things done quickly are taken back one after the other. The browser hides each after its time and presses the newest Undo on Z; an undo is asked for at most once.
 */
@UIScoped
public class Toasts extends Div {

    private static final long serialVersionUID = 1;

    /** How long a toast stays, and with it the chance to undo. */
    public static final int SECONDS = 8;

    private static final int OFFER_SECONDS = 60;

    /** With a button; the oldest goes when there would be more. */
    private static final int AT_ONCE = 3;

    public Toasts() {
        addClassName("toastpos");
        getElement()
                .setAttribute("role", "status")
                .setAttribute("aria-live", "polite")
                .setAttribute("aria-atomic", "false");
    }

    private static final class Toast extends Div {

        private static final long serialVersionUID = 1;

        private final transient @Nullable Runnable whenGone;

        Toast(String icon, String text, int seconds, @Nullable Runnable whenGone) {
            super(new Icon(icon), new Span(text));
            this.whenGone = whenGone;
            addClassName("toast");
            getElement().setAttribute("data-seconds", Integer.toString(seconds));
            getElement().addEventListener("k-toast-gone", event -> go());
        }

        boolean asks() {
            return getChildren().anyMatch(NativeButton.class::isInstance);
        }

        NativeButton button(String text, Runnable pressed) {
            var button = new NativeButton(text, event -> {
                if (getParent().isPresent()) {
                    removeFromParent();
                    pressed.run();
                }
            });
            add(button);
            return button;
        }

        /** Goes without its button having been pressed. */
        void go() {
            if (getParent().isPresent()) {
                removeFromParent();
                if (whenGone != null) {
                    whenGone.run();
                }
            }
        }
    }

    private List<Toast> shown() {
        return getChildren().map(Toast.class::cast).toList();
    }

    /** Whether one shows that has a button. */
    public boolean asks() {
        return shown().stream().anyMatch(Toast::asks);
    }

    /** A sentence without an action. */
    public void tell(String icon, String text) {
        show(icon, text, null, SECONDS, null);
    }

    /** Something failed: nothing was lost, and the sentence says what to do. */
    public void failed(String text) {
        show("circle-alert", text, null, SECONDS, null);
    }

    /** Something was refused, which is told in the person's language. */
    public void refused(Refused refused) {
        failed(Refusals.text(refused, getLocale()));
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
        undoable(icon, text, undo, after, () -> {});
    }

    /**
     * The same.
     *
     * @param whenGone run when it goes without Undo
     * @return hides it
     */
    public Runnable undoable(String icon, String text, Runnable undo, Runnable after, Runnable whenGone) {
        Runnable tried = () -> {
            try {
                undo.run();
            } catch (Refused e) {
                refused(e);
            }
            after.run();
        };
        return show(icon, text, tried, SECONDS, whenGone);
    }

    /** Something that the person may want to do now, for longer than the others stay. @param action on the button */
    public void offer(String icon, String text, String action, Runnable then) {
        var toast = new Toast(icon, text, OFFER_SECONDS, null);
        toast.button(action, then);
        show(toast);
    }

    /**
     * @param undo takes it back; null if there is nothing to take back
     * @param whenGone run when the toast goes without Undo: its time is over, or there are too many
     * @return hides it
     */
    public Runnable show(String icon, String text, @Nullable Runnable undo, int seconds, @Nullable Runnable whenGone) {
        var toast = new Toast(icon, text, seconds, whenGone);
        if (undo != null) {
            var button = toast.button(getTranslation("undo"), undo);
            button.addClassName("undo");
            button.add(new KeyCap("undo"));
        }
        show(toast);
        return toast::go;
    }

    private void show(Toast toast) {
        var asking = shown().stream().filter(Toast::asks).toList();
        shown().stream().filter(before -> !before.asks()).forEach(Toast::go);
        if (toast.asks() && asking.size() == AT_ONCE) {
            asking.getFirst().go();
        }
        add(toast);
    }

    /** Hides what shows. */
    public void hide() {
        shown().forEach(Toast::go);
    }
}
