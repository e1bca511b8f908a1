#!/bin/sh
case=ad_click
. tests/doors.sh
