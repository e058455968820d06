package org.kantor.webmail.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleTest {

    @Test
    void whatIsAskedForLaterIsFoundWithWhatItImports() {
        assertThat(Bundle.asked("""
                        const d=(m.f||(m.f=["./imports-B_1-x.js","./mixin-2.js"]));
                        T(()=>import(`./FlowClient-D.js`),[]);T(()=>import("./imports-B_1-x.js"),d([0,1]));import(later)"""))
                .containsExactly(
                        "VAADIN/build/FlowClient-D.js", "VAADIN/build/imports-B_1-x.js", "VAADIN/build/mixin-2.js");
    }

    @Test
    void vaadinsBundleHasItsClientAndItsComponentsAmongThem() {
        var bundle = Bundle.read();
        assertThat(bundle.components()).isPresent();
        assertThat(bundle.later())
                .anyMatch(name -> name.contains("/FlowBootstrap-"))
                .anyMatch(name -> name.contains("/FlowClient-"))
                .contains(bundle.components().orElseThrow())
                .allMatch(name -> Bundle.class.getClassLoader().getResource("META-INF/VAADIN/webapp/" + name) != null);
    }
}
