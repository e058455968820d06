package org.kantor.webmail.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.provider.Query;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kantor.groupware.contacts.Group;
import org.kantor.groupware.contacts.Group.Member;
import org.kantor.groupware.contacts.Person;
import org.kantor.groupware.contacts.PersonRef;
import org.kantor.groupware.resource.CollectionId;

class GroupPageTest {

    private static final List<Person> PEOPLE = IntStream.range(0, 120)
            .mapToObj(i -> new Person(ref(i), "Person " + i, "P", "", "", List.of(), List.of()))
            .toList();

    private static PersonRef ref(int number) {
        return new PersonRef(new CollectionId(1), number);
    }

    private static Stream<Component> below(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(GroupPageTest::below));
    }

    /** The list takes a page with less than it asked for as the last one. */
    @Test
    @SuppressWarnings("unchecked")
    void everyPageOfThoseWhoCanBeAddedIsFull() {
        var acts = (GroupPage.Acts) Proxy.newProxyInstance(
                GroupPage.class.getClassLoader(),
                new Class<?>[] {GroupPage.Acts.class},
                (self, method, arguments) ->
                        PEOPLE.stream().skip((int) arguments[1]).limit((int) arguments[2]));
        var page = new GroupPage(acts);
        page.show(new Group("Team", List.of(new Member(ref(7), "Person 7", "", true)), 0));
        var box = (ComboBox<Person>)
                below(page).filter(ComboBox.class::isInstance).findFirst().orElseThrow();
        var seen = box.getLazyDataView().getItems().limit(120).toList();
        assertThat(seen).hasSizeGreaterThanOrEqualTo(50);
        assertThat(fetched(box, 0)).isEqualTo(50);
        assertThat(fetched(box, 50)).isEqualTo(50);
    }

    @SuppressWarnings("unchecked")
    private static long fetched(ComboBox<Person> box, int offset) {
        var provider = (com.vaadin.flow.data.provider.DataProvider<Person, Object>) box.getDataProvider();
        return provider.fetch(new Query<>(offset, 50, List.of(), null, "")).count();
    }
}
