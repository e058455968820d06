package org.kantor.mail.wire.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5256 section 2.1, step by step. */
class BaseSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'hello'                            | 'hello'           | false",
                "''                                 | ''                | false",
                "' '                                | ''                | false",
                // 1: white space
                "'a   b'                            | 'a b'             | false",
                "'  a  '                            | 'a'               | false",
                // 2: trailers
                "'hello (fwd)'                      | 'hello'           | true",
                "'hello(FWD)  (fwd) '               | 'hello'           | true",
                "'(fwd)'                            | ''                | true",
                "'(fwd) hello'                      | '(fwd) hello'     | false",
                // 3: leaders
                "'Re: hello'                        | 'hello'           | true",
                "'RE: Re: re:hello'                 | 'hello'           | true",
                "'Fw: hello'                        | 'hello'           | true",
                "'Fwd : hello'                      | 'hello'           | true",
                "'Re[2]: hello'                     | 'hello'           | true",
                "'re [x] : hello'                   | 'hello'           | true",
                "'Re:'                              | ''                | true",
                "'Reply: hello'                     | 'Reply: hello'    | false",
                "'Forward: hello'                   | 'Forward: hello'  | false",
                "'Re hello'                         | 'Re hello'        | false",
                "'hello Re: you'                    | 'hello Re: you'   | false",
                "'fwdd: hello'                      | 'fwdd: hello'     | false",
                "'Re[2]x: hello'                    | 'Re[2]x: hello'   | false",
                // 4: blobs, unless nothing is left
                "'[list] hello'                     | 'hello'           | false",
                "'[list][other] hello'              | 'hello'           | false",
                "'[list] Re: [list] hello'          | 'hello'           | true",
                "'Re: [list] Re: hello'             | 'hello'           | true",
                "'[a] [b] Fwd: [c] Re: hello'       | 'hello'           | true",
                "'[list]'                           | '[list]'          | false",
                "'[a][b]'                           | '[b]'             | false",
                "'Re: [b]'                          | '[b]'             | true",
                "'[list] Re:'                       | ''                | true",
                "'[open hello'                      | '[open hello'     | false",
                "'[a[b] hello'                      | '[a[b] hello'     | false",
                "'hello [list]'                     | 'hello [list]'    | false",
                // 6: [fwd: ...]
                "'[Fwd: hello]'                     | 'hello'           | true",
                "'[fwd: Re: hello (fwd)]'           | 'hello'           | true",
                "'Re: [fwd: [FWD: [x] hello]]'      | 'hello'           | true",
                "'[fwd:]'                           | ''                | true",
                "'[fwd: hello] you'                 | 'you'             | false",
                "'[fwd hello]'                      | '[fwd hello]'     | false"
            })
    void theBaseOfASubject(String subject, String base, boolean reply) {
        assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, reply));
    }

    @Test
    void foldsAndTabsAreSpaces() {
        assertThat(BaseSubject.of("Re:\t[x]\r\n\thello\t \tyou").text()).isEqualTo("hello you");
    }

    @Test
    void theBaseHasNoMarksItself() {
        var random = new java.util.Random();
        var seed = random.nextLong();
        random.setSeed(seed);
        var words = new String[] {"re", "Fwd", "fw", ":", " ", "[", "]", "(fwd)", "[fwd:", "x", "[list]", "re:"};
        for (var round = 0; round < 50_000; round++) {
            var subject = new StringBuilder();
            for (var i = random.nextInt(9); i >= 0; i--) {
                subject.append(words[random.nextInt(words.length)]);
            }
            var base = BaseSubject.of(subject.toString());
            assertThat(BaseSubject.of(base.text()))
                    .as("seed %d: %s", seed, subject)
                    .isEqualTo(new BaseSubject(base.text(), false));
        }
    }

    @Test
    void noSubjectTakesLong() {
        for (var subject : new String[] {"[x]", "re[", "[fwd:", "re:", "(fwd)", "[", "re[x] "}) {
            var long10 = subject.repeat(10_000 / subject.length());
            org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
                for (var i = 0; i < 100; i++) {
                    BaseSubject.of(long10);
                }
            });
        }
    }

    @Test
    void textsAreComparedWithoutCaseInEveryScript() {
        assertThat(Casemap.map("straSSe")).isEqualTo(Casemap.map("STRASSE"));
        assertThat(Casemap.map("\u00e9t\u00e9"))
                .isEqualTo(Casemap.map("E\u0301T\u00c9"))
                .startsWith("E");
        assertThat(Casemap.map("\u043c\u0430\u043c\u0430")).isEqualTo(Casemap.map("\u041c\u0410\u041c\u0410"));
        assertThat(Casemap.map("\u01c6")).isEqualTo(Casemap.map("\u01c4"));
        assertThat(Casemap.map("\uff21")).isEqualTo("A");
        assertThat(Casemap.ORDER.compare("\uff5e", "\ud83d\ude00")).isNegative();
        assertThat(Casemap.ORDER.compare("a", "ab")).isNegative();
        assertThat(Casemap.ORDER.compare("b", "ab")).isPositive();
    }
}
