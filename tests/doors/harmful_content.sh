#!/bin/sh
case=harmful_content
. tests/doors.sh
