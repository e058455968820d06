package org.kantor.groupware.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kantor.groupware.Groupware.ACTOR;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kantor.groupware.Groupware;
import org.kantor.groupware.contacts.PersonDetails.Labelled;
import org.kantor.groupware.resource.CollectionId;
import org.kantor.groupware.resource.Precondition;
import org.kantor.groupware.resource.Violation;
import org.kantor.groupware.resource.internal.CollectionEntity;
import org.kantor.groupware.resource.internal.CounterEntity;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.Refused;
import org.kantor.testkit.TestDatabase;

class AddressBooksTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.of(CollectionEntity.class, CounterEntity.class);

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private AddressBooks books;
    private AccountId alice;
    private CollectionId book;

    @BeforeEach
    void anAccountWithItsAddressBook() {
        var groupware = new Groupware(db);
        books = groupware.addressBooks();
        alice = groupware.account("alice" + PEOPLE.incrementAndGet()).id();
        book = books.list(alice).getFirst().id();
    }

    private void put(String uid, String lines) {
        var card =
                "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\n" + lines.replace("\n", "\r\n") + "\r\nEND:VCARD\r\n";
        books.put(alice, book, uid + ".vcf", card.getBytes(StandardCharsets.UTF_8), Precondition.NONE, ACTOR);
    }

    private List<String> names(String text) {
        return books.people(alice, text, 0, 100).stream().map(Person::name).toList();
    }

    @Test
    void peopleAreListedUnderTheirLetter() {
        put("1", "FN:Dave Okafor\nEMAIL:dave@example.org");
        put("2", "FN:佐藤 美咲\nORG:Sato Trading");
        put("3", "FN:Álvaro Núñez");
        put("4", "FN:bob siregar");
        put("5", "FN:Team\nX-ADDRESSBOOKSERVER-KIND:group");
        assertThat(books.people(alice, "", 0, 100))
                .extracting(person -> person.section() + " " + person.name())
                .containsExactly("A Álvaro Núñez", "B bob siregar", "D Dave Okafor", "# 佐藤 美咲");
        assertThat(books.count(alice, "")).isEqualTo(4);
        assertThat(books.people(alice, "", 1, 2))
                .extracting(Person::name)
                .containsExactly("bob siregar", "Dave Okafor");
    }

    @Test
    void peopleAreFoundByAnyOfTheirWords() {
        put(
                "1",
                "FN:Álvaro Núñez\nORG:Menara Sudirman;Property\nTEL;TYPE=CELL:+62 812-555-0143\nEMAIL:alvaro@menara.example");
        put("2", "FN:Bob Siregar\nTITLE:Finance 100%");
        assertThat(names("nunez")).containsExactly("Álvaro Núñez");
        assertThat(names("ALV sudirman")).containsExactly("Álvaro Núñez");
        assertThat(names("8125550143")).containsExactly("Álvaro Núñez");
        assertThat(names("100%")).containsExactly("Bob Siregar");
        assertThat(names("bob menara")).isEmpty();
    }

    @Test
    void theComposerIsToldAddressesWhoseWordsBegin() {
        put("1", "FN:Carol Wijaya\nEMAIL:carol@example.org\nEMAIL:cw@other.example");
        put("2", "FN:Oscar Caro\nEMAIL:oscar@example.org");
        put("3", "FN:Carmen without address");
        assertThat(books.suggest(alice, "car", 10))
                .extracting(AddressBooks.Suggestion::address)
                .containsExactly("carol@example.org", "cw@other.example", "oscar@example.org");
        assertThat(books.suggest(alice, "arol", 10)).isEmpty();
        assertThat(books.suggest(alice, " ", 10)).isEmpty();
    }

    private List<String> groups(String text) {
        return books.groups(alice, text, 10).stream()
                .map(group -> group.name() + ": "
                        + String.join(
                                ", ",
                                group.addresses().stream()
                                        .map(member -> member.name() + " <" + member.address() + ">")
                                        .toList())
                        + " +" + group.silent())
                .toList();
    }

    @Test
    void theComposerIsToldGroupsWithTheirPeople() {
        put("1", "FN:Carol Wijaya\nEMAIL:carol@example.org\nEMAIL:cw@other.example");
        put("A-2", "FN:Oscar Caro\nEMAIL:oscar@other.example");
        put("3", "FN:Carmen without address");
        put(
                "4",
                "FN:Team Cikarang\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-2\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:3\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:gone");
        put(
                "5",
                "FN:Everybody\nKIND:group\nMEMBER:urn:uuid:4\nMEMBER:mailto:CAROL@example.org\nMEMBER:mailto:x@y.example\nMEMBER:urn:uuid:5");
        put("6", "FN:Team of nobody\nKIND:group\nMEMBER:urn:uuid:3");
        put("7", "FN:Not a group called team\nEMAIL:t@example.org");
        assertThat(groups("tea"))
                .containsExactly(
                        "Team Cikarang: Carol Wijaya <carol@example.org>, Oscar Caro <oscar@other.example> +2");
        assertThat(groups("ever"))
                .containsExactly(
                        "Everybody: Carol Wijaya <carol@example.org>, Oscar Caro <oscar@other.example>,  <x@y.example> +2");
        assertThat(groups("eam")).isEmpty();
        assertThat(groups(" ")).isEmpty();
        assertThat(names("team")).containsExactly("Not a group called team");
    }

    private Group group(String name) {
        return books.groups(alice).stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> members(String name) {
        return group(name).members().stream()
                .map(member -> (member.name() + " " + member.address()).strip())
                .toList();
    }

    private PersonRef ref(String name) {
        return books.people(alice, name, 0, 1).getFirst().ref();
    }

    private static Group.Member member(PersonRef ref) {
        return new Group.Member(ref, "", "", true);
    }

    private String text(String uid) {
        return books.get(alice, book, uid + ".vcf").orElseThrow().text();
    }

    @Test
    void categoriesAreGroupsAndOneWithCardsOfTheirName() {
        put("1", "FN:Carol Wijaya\nEMAIL:carol@example.org\nCATEGORIES:Team Cikarang,Ga\\,mes");
        put("2", "FN:Oscar\nCATEGORIES:team  CIKARANG\nCATEGORIES:Board");
        put("3", "FN:Dave\nEMAIL:dave@example.org");
        put("4", "FN:Team Cikarang\nKIND:group\nMEMBER:urn:uuid:3\nMEMBER:urn:uuid:1\nMEMBER:mailto:x@y.example");
        assertThat(books.groups(alice)).extracting(Group::name).containsExactly("Board", "Ga,mes", "Team Cikarang");
        assertThat(members("Team Cikarang"))
                .containsExactly("Carol Wijaya carol@example.org", "Dave dave@example.org", "Oscar", "x@y.example");
        assertThat(group("Team Cikarang").silent()).isEqualTo(1);
        assertThat(groups("tea"))
                .containsExactly(
                        "Team Cikarang: Carol Wijaya <carol@example.org>, Dave <dave@example.org>,  <x@y.example> +1");
        // nobody to write to
        assertThat(groups("boa")).isEmpty();
    }

    @Test
    void categoriesOfCardsFromBeforeThereWereGroupsAreReadOnce() {
        put("1", "FN:Carol\nCATEGORIES:Team");
        db.execute("update contact_entry set categories = null where account = " + alice.value());
        assertThat(books.groups(alice)).extracting(Group::name).containsExactly("Team");
        assertThat(db.number(
                        "select count(*) from contact_entry where categories is null and account = ?", alice.value()))
                .isZero();
    }

    @Test
    void aGroupIsMadeFilledRenamedAndEmptied() {
        put("1", "FN:Carol\nEMAIL:carol@example.org");
        put("urn:uuid:2", "FN:Dave\nEMAIL:dave@example.org");
        books.createGroup(alice, " Team ", ACTOR);
        assertThatThrownBy(() -> books.createGroup(alice, "TEAM", ACTOR))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.ALREADY_EXISTS));
        assertThatThrownBy(() -> books.createGroup(alice, " ", ACTOR)).isInstanceOf(Refused.class);
        books.addToGroup(alice, "Team", member(ref("Carol")), ACTOR);
        books.addToGroup(alice, "team", member(ref("Dave")), ACTOR);
        books.addToGroup(alice, "Team", member(ref("Dave")), ACTOR);
        assertThat(members("Team")).containsExactly("Carol carol@example.org", "Dave dave@example.org");
        var card = books.contents(alice, book).stream()
                .filter(content -> content.text().contains("FN:Team"))
                .findFirst()
                .orElseThrow();
        assertThat(card.text())
                .contains(
                        "VERSION:3.0",
                        "N:Team;;;;",
                        "X-ADDRESSBOOKSERVER-KIND:group",
                        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1\r\n",
                        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:2\r\n");
        books.renameGroup(alice, "Team", "Pameran, 2026", ACTOR);
        assertThat(members("Pameran, 2026")).hasSize(2);
        books.removeFromGroup(
                alice, "Pameran, 2026", group("Pameran, 2026").members().getFirst(), ACTOR);
        assertThat(members("Pameran, 2026")).containsExactly("Dave dave@example.org");
        var gone = books.deleteGroup(alice, "Pameran, 2026", ACTOR);
        assertThat(books.groups(alice)).isEmpty();
        assertThat(names("")).containsExactly("Carol", "Dave");
        books.bringBack(alice, gone, ACTOR);
        assertThat(members("Pameran, 2026")).containsExactly("Dave dave@example.org");
        assertThatThrownBy(() -> books.renameGroup(alice, "Gone", "x", ACTOR)).isInstanceOf(Refused.class);
    }

    @Test
    void aGroupThatCategoriesNameIsChangedInTheCardsOfItsPeople() {
        put("1", "FN:Carol\nCATEGORIES;X-A=b:Team,Board\nX-KEPT:yes");
        put("2", "FN:Dave\nCATEGORIES:team");
        put("3", "FN:Oscar");
        books.addToGroup(alice, "TEAM", member(ref("Oscar")), ACTOR);
        assertThat(text("3")).contains("CATEGORIES:Team");
        books.createGroup(alice, "Other", ACTOR);
        assertThatThrownBy(() -> books.renameGroup(alice, "Team", "board", ACTOR))
                .isInstanceOf(Refused.class);
        books.renameGroup(alice, "Team", "Crew; all", ACTOR);
        assertThat(text("1")).contains("CATEGORIES;X-A=b:Crew\\; all,Board\r\n", "X-KEPT:yes", "REV:");
        assertThat(text("2")).contains("CATEGORIES:Crew\\; all\r\n");
        books.removeFromGroup(alice, "Crew; all", member(ref("Dave")), ACTOR);
        assertThat(text("2")).doesNotContain("CATEGORIES");
        var before = text("2");
        var gone = books.deleteGroup(alice, "Crew; all", ACTOR);
        assertThat(text("1")).contains("CATEGORIES;X-A=b:Board\r\n");
        // what another group says is not written again
        assertThat(text("2")).isEqualTo(before);
        books.bringBack(alice, gone, ACTOR);
        assertThat(members("Crew; all")).containsExactly("Carol", "Oscar");
        assertThat(text("1")).contains("CATEGORIES;X-A=b:Board,Crew\\; all\r\n");
    }

    @Test
    void aMemberByAddressOfACardOfVersionFourGoesAndComesBack() {
        put("4", "FN:Team\nKIND:group\nMEMBER:MAILTO:X@y.example\nMEMBER:urn:uuid:5");
        put("5", "FN:Inner\nKIND:group\nMEMBER:mailto:z@y.example");
        var members = group("Team").members();
        assertThat(members).extracting(Group.Member::address).containsExactly("X@y.example", "z@y.example");
        assertThat(members).extracting(Group.Member::own).containsExactly(true, false);
        books.removeFromGroup(alice, "Team", members.getFirst(), ACTOR);
        assertThat(members("Team")).containsExactly("z@y.example");
        books.addToGroup(alice, "Team", members.getFirst(), ACTOR);
        assertThat(text("4")).contains("MEMBER:mailto:X@y.example").doesNotContain("X-ADDRESSBOOK");
    }

    @Test
    void allGroupsAreReadByTheSameFewStatements() {
        books.groups(alice);
        for (var i = 0; i < 20; i++) {
            put("p" + i, "FN:Person " + i + "\nCATEGORIES:Category " + i % 5);
            put("g" + i, "FN:Group " + i + "\nKIND:group\nMEMBER:urn:uuid:p" + i);
        }
        assertThat(db.count(() -> assertThat(books.groups(alice)).hasSize(25))).isLessThanOrEqualTo(4);
        assertThat(db.count(() -> books.groups(alice, "group 1", 10))).isLessThanOrEqualTo(4);
    }

    @Test
    void aPageOfPeopleCostsAsManyStatementsForManyAsForFew() {
        for (var people : List.of(2, 60)) {
            for (var i = 0; i < people; i++) {
                put("p" + i, "FN:Person " + i + "\nEMAIL:p" + i + "@example.org\nTEL:+62 " + i + "\nCATEGORIES:Team");
            }
            assertThat(db.count(() -> books.count(alice, ""))).isEqualTo(1);
            assertThat(db.count(() -> books.people(alice, "", 0, 50))).isEqualTo(1);
            assertThat(db.count(() -> books.people(alice, "person", people / 2, 50)))
                    .isEqualTo(1);
        }
    }

    @Test
    void membersAreLookedUpOfThoseGroupsOnlyThatTheComposerIsTold() {
        put("p", "FN:Carol\nEMAIL:carol@example.org");
        put("g", "FN:Team\nKIND:group\nMEMBER:urn:uuid:p");
        put("o", "FN:Outer\nKIND:group\nMEMBER:urn:uuid:g");
        assertThat(db.count(() -> assertThat(groups("crew")).isEmpty())).isLessThanOrEqualTo(3);
        assertThat(groups("out")).containsExactly("Outer: Carol <carol@example.org> +0");
    }

    @Test
    void namesOfOtherWordsAreOtherGroups() {
        for (var name : List.of("パパ", "ハハ", "काम", "कम", "Álvaro", "Alvaro")) {
            books.createGroup(alice, name, ACTOR);
        }
        for (var same : List.of("ﾊﾟﾊﾟ", "A\u0301LVARO", "\u3000कम ")) {
            assertThatThrownBy(() -> books.createGroup(alice, same, ACTOR)).isInstanceOf(Refused.class);
        }
        assertThat(books.groups(alice)).extracting(Group::name).hasSize(6).startsWith("Alvaro", "Álvaro");
    }

    @Test
    void accentsAreLeftOutOfASearchAndMarksThatAreSoundsAreNot() {
        put("1", "FN:がく");
        put("2", "FN:काम");
        put("3", "FN:Ångström Ёлка Ώρα");
        assertThat(names("かく")).isEmpty();
        assertThat(names("がく")).containsExactly("がく");
        assertThat(names("कम")).isEmpty();
        assertThat(names("angstrom елка ωρα")).containsExactly("Ångström Ёлка Ώρα");
    }

    @Test
    void aLargeGroupIsReadAndOneThatIsFullTakesNobodyMore() {
        put("1", "FN:Carol\nEMAIL:carol@example.org");
        put("2", "FN:Large\nKIND:group\n" + members(2_000));
        put("3", "FN:Full\nKIND:group\n" + members(1) + "\nNOTE:" + "x".repeat((1 << 20) - 200));
        books.addToGroup(alice, "large", member(ref("Carol")), ACTOR);
        assertThat(group("Large").members()).hasSize(2_001);
        assertThatThrownBy(() -> books.addToGroup(alice, "Full", member(ref("Carol")), ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(group("Full").members()).hasSize(1);
        assertThat(books.list(alice, book)).hasSize(3);
    }

    private static String members(int many) {
        return IntStream.range(0, many)
                .mapToObj("MEMBER:mailto:somebody.of.the.organisation.%05d@example.org"::formatted)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void thereAreNoMoreGroupsThanAreRead() {
        for (var i = 0; i < 500; i++) {
            put("g" + i, "FN:Group " + i + "\nKIND:group");
        }
        assertThatThrownBy(() -> books.createGroup(alice, "One more", ACTOR))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(Refused.Code.LIMIT));
        assertThat(books.groups(alice)).hasSize(500);
    }

    @Test
    void groupsOfOthersAreNotTold() {
        put("4", "FN:Team\nKIND:group\nMEMBER:mailto:x@y.example");
        var bob = new Groupware(db).account("bob" + PEOPLE.incrementAndGet()).id();
        books.list(bob);
        assertThat(books.groups(bob, "team", 10)).isEmpty();
    }

    @Test
    void thePageOfAPersonShowsWhatTheCardSays() {
        put(
                "1",
                "N:Wijaya;Carol;;;\nFN:Carol Wijaya\nTITLE:Lead\nitem1.TEL:+62 1\nitem1.X-ABLabel:_$!<Mobile>!$_\nEMAIL;TYPE=INTERNET;TYPE=WORK:c@example.org\nADR:;;Jl. Raya 14;Cikarang;;;\nBDAY:19800304\nNOTE:a\\nb\nCATEGORIES:one,two\nURL:javascript:alert(1)");
        var person = books.person(
                        alice, books.people(alice, "", 0, 1).getFirst().ref())
                .orElseThrow();
        assertThat(person.givenName()).isEqualTo("Carol");
        assertThat(person.phones()).containsExactly(new Labelled("mobile", "+62 1"));
        assertThat(person.emails()).containsExactly(new Labelled("work", "c@example.org"));
        assertThat(person.addresses()).containsExactly(new Labelled("", "Jl. Raya 14, Cikarang"));
        assertThat(person.birthday()).isEqualTo("1980-03-04");
        assertThat(person.note()).isEqualTo("a\nb");
        assertThat(person.categories()).containsExactly("one", "two");
        assertThat(person.urls()).isEmpty();
    }

    @Test
    void anEditKeepsWhatTheFormDoesNotKnow() {
        put(
                "1",
                "N:Wijaya;Carol;M.;Dr.;\nFN:Dr. Carol M. Wijaya\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nX-CUSTOM;A=b:kept\nEMAIL;TYPE=INTERNET,WORK,pref:c@example.org");
        var ref = books.people(alice, "", 0, 1).getFirst().ref();
        var draft = new PersonDraft(
                book,
                "Carol",
                "Wijaya",
                "PT, X",
                "Lead",
                List.of(new Labelled("work", "c@example.org"), new Labelled("home", "new@example.org")),
                List.of(new Labelled("cell", "+62 1")),
                "note");
        books.updatePerson(alice, ref, draft, ACTOR);
        var text = books.contents(alice, book).getFirst().text();
        assertThat(text)
                .contains(
                        "FN:Dr. Carol M. Wijaya",
                        "N:Wijaya;Carol;M.;Dr.;",
                        "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
                        "X-CUSTOM;A=b:kept",
                        "EMAIL;TYPE=INTERNET,WORK,pref:c@example.org",
                        "EMAIL;TYPE=home:new@example.org",
                        "TEL;TYPE=cell:+62 1",
                        "ORG:PT\\, X");
        books.deletePerson(alice, ref, ACTOR);
        assertThat(books.count(alice, "")).isZero();
    }

    @Test
    void aNewPersonIsACardThatClientsRead() {
        var ref = books.createPerson(
                alice,
                new PersonDraft(
                        book, "Bob", "Siregar", "", "", List.of(new Labelled("", "bob@example.org")), List.of(), ""),
                ACTOR);
        assertThat(books.person(alice, ref).orElseThrow().person().name()).isEqualTo("Bob Siregar");
        assertThat(books.contents(alice, book).getFirst().text())
                .contains("VERSION:3.0", "N:Siregar;Bob;;;", "FN:Bob Siregar");
        assertThatThrownBy(() -> books.createPerson(
                        alice, new PersonDraft(book, "", " ", "", "", List.of(), List.of(), ""), ACTOR))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VALID_DATA     | hello
            SUPPORTED_DATA | BEGIN:VCARD~VERSION:2.1~UID:1~FN:x~END:VCARD
            SUPPORTED_DATA | BEGIN:VCALENDAR~VERSION:2.0~END:VCALENDAR
            VALID_DATA     | BEGIN:VCARD~VERSION:3.0~FN:x~END:VCARD
            VALID_DATA     | BEGIN:VCARD~VERSION:3.0~UID:1~END:VCARD
            """)
    void whatBreaksARuleIsNotStored(Violation.Rule rule, String card) {
        assertThatThrownBy(() -> books.put(
                        alice,
                        book,
                        "a.vcf",
                        card.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8),
                        Precondition.NONE,
                        ACTOR))
                .isInstanceOfSatisfying(
                        Violation.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }
}
