package org.kantor.dav.property;

import java.util.function.Predicate;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Name;
import org.kantor.dav.xml.XmlWriter;

/**
 * A live property.
 *
 * @param inAllprop whether a client that asks for all properties gets it (RFC 4918 section 9.1: none of the later RFCs' are)
 * @param has which resources have it
 * @param value writes the whole element
 */
public record Property(Name name, boolean inAllprop, Predicate<Target> has, Value value) {

    /** Writes the property's element. */
    public interface Value {
        void write(XmlWriter xml, Session session, Target target);
    }
}
