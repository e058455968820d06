package org.kantor.webmail.shell;

/** A small dialog for what has a name and one of the eight hues. It stays open, with the reason, while that is refused. */
public final class HueForm<H extends Enum<H>> extends NameForm {

    private static final long serialVersionUID = 1;

    /** Takes what was entered. */
    public interface Save<H> {
        /** Refused: the reason is shown. */
        void save(String name, H hue);
    }

    /**
     * @param verb on the button
     * @param missing the text for a name that is empty
     * @param before the name until now
     * @param longest characters of a name
     * @param hue the hue until now
     */
    public HueForm(String title, String verb, String missing, String before, int longest, H hue, Save<H> save) {
        this(title, verb, missing, before, longest, new HuePicker<>(hue), save);
    }

    private HueForm(
            String title, String verb, String missing, String before, int longest, HuePicker<H> hues, Save<H> save) {
        super(title, verb, missing, before, longest, name -> save.save(name, hues.chosen()), hues);
        addClassName("calform");
    }
}
