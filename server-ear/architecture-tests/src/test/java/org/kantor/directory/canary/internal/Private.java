package org.kantor.directory.canary.internal;

public class Private {}
