package org.kantor.webmail.people;

import com.vaadin.flow.component.Component;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.kantor.webmail.shell.Exhibit;

/** The list of people, one of them open, and one in which nobody is found. */
@ApplicationScoped
public class PeopleExhibit implements Exhibit {

    private static final List<Entry> PEOPLE = List.of(
            entry("Alice Hartono", "Operations manager, Jakarta", true),
            entry("Andi Pratama", "PT Sumber Makmur", false),
            entry("Carol Wijaya", "Plant engineering, Cikarang", true),
            entry("Prof. Dr. Ir. Raden Mas Soerjaningrat Kusumawardhani-Notonegoro", "Yogyakarta", true),
            entry("佐藤 美咲", "Sakura Trading, Tokyo", true),
            entry("سارة منصور", "Gulf Logistics, Dubai", false));

    @Override
    public List<Section> sections() {
        return List.of(
                new Section("People", list(PeopleRows.of(PEOPLE))), new Section("Nobody", list(PeopleRows.NONE)));
    }

    private static Entry entry(String name, String detail, boolean first) {
        return new Entry(name, detail, name + "@example.org", Entry.section(name), first, null, null);
    }

    private static Component list(PeopleRows rows) {
        var list = new PeopleList(new PeopleList.Acts() {
            @Override
            public void choose(String key) {}

            @Override
            public boolean isOpen(Entry entry) {
                return entry.name().startsWith("Carol");
            }

            @Override
            public void searched() {}

            @Override
            public void openGroup() {}
        });
        list.show("Directory", rows, false, list.getTranslation("people.none"));
        return list;
    }
}
