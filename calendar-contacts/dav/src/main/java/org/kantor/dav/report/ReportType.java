package org.kantor.dav.report;

import org.kantor.dav.Response;
import org.kantor.dav.Session;
import org.kantor.dav.Target;
import org.kantor.dav.xml.Element;
import org.kantor.dav.xml.Name;

/** One report; its class says all about it. */
public interface ReportType {

    /** The body's outermost element. */
    Name name();

    boolean appliesTo(Target target);

    Response answer(Session session, Target target, Element body);
}
