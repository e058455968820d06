package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kantor.mail.store.Labels.Hue;
import org.kantor.mail.store.Labels.Label;

class ForeignKeywordsTest {

    private static List<Label> fresh(Set<String> keywords, Label... known) {
        return ForeignKeywords.fresh(keywords, List.of(known), key -> switch (key) {
            case "labels.thunderbird.label1" -> "Important";
            case "labels.thunderbird.label2" -> "Work";
            case "labels.thunderbird.label3" -> "Personal";
            case "labels.thunderbird.label4" -> "To Do";
            default -> "Later";
        });
    }

    @Test
    void thunderbirdsLabelsAreCalledAndColouredAsThunderbirdDoes() {
        assertThat(fresh(Set.of("$label5", "$Label1", "$label2", "$label3", "$label4")))
                .containsExactlyInAnyOrder(
                        new Label("$Label1", "Important", Hue.RED, 0),
                        new Label("$label2", "Work", Hue.AMBER, 0),
                        new Label("$label3", "Personal", Hue.GREEN, 0),
                        new Label("$label4", "To Do", Hue.BLUE, 0),
                        new Label("$label5", "Later", Hue.VIOLET, 0));
    }

    @Test
    void aNameThatIsTakenSaysWhoseTheOtherIs() {
        assertThat(fresh(
                        Set.of("$label2", "Board"),
                        new Label("mine", "work", Hue.PINK, 0),
                        new Label("b", "board", Hue.PINK, 0)))
                .containsExactly(new Label("$label2", "Work (Thunderbird)", Hue.AMBER, 0));
    }

    @Test
    void whatIsOfTheProtocolOrALabelAlreadyBecomesNone() {
        assertThat(fresh(
                        Set.of("$MDNSent", "$label6", "NonJunk", "$FollowUp", "PLAN", "$LABEL1"),
                        new Label("plan", "Plan", Hue.TEAL, 0),
                        new Label("$label1", "Urgent", Hue.RED, 0)))
                .isEmpty();
    }
}
