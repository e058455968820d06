package org.kantor.webmail.shell;

/** The one button at the top of a side panel, which makes what the view is about; it is what the key of "new" presses. */
public final class ComposeButton extends TextButton {

    private static final long serialVersionUID = 1;

    public ComposeButton(String icon, String text, Runnable action) {
        super(icon, text, action);
        primary();
        addClassName("compose");
        setId("compose");
        add(new KeyCap("new"));
    }
}
