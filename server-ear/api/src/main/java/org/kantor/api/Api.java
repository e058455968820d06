package org.kantor.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The administration over HTTP, below {@code /api}. */
@ApplicationPath("/")
public class Api extends Application {}
