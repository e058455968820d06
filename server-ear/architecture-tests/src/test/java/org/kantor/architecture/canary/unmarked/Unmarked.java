package org.kantor.architecture.canary.unmarked;

public class Unmarked {}
