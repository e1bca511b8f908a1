#!/bin/sh
case=visual_search
. tests/doors.sh
